package dev.lastgood.asl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Task state calls.
 *
 * @param arn the {@code Resource} as written
 * @param kind who answers
 * @param resourceType the service in the history's words: {@code lambda}, {@code states}, {@code
 *     aws-sdk:dynamodb}; empty for a function's own ARN
 * @param action the action with its pattern, such as {@code startExecution.sync:2}; likewise
 * @param pattern when the task ends
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html">Discover
 *     service integration patterns</a>
 */
record TaskResource(
    String arn, Kind kind, String resourceType, String action, IntegrationPattern pattern) {

  /** Who does the work. */
  enum Kind {
    /** A Lambda function by its own ARN: the handler. */
    LAMBDA_FUNCTION,
    /** A nested execution: the host itself. */
    NESTED_EXECUTION,
    /** Any other service integration: the handler. */
    SERVICE
  }

  /** When a service integration ends. */
  enum IntegrationPattern {
    /** With the answer to the call. */
    REQUEST_RESPONSE,
    /** With the job; its result is text inside the answer. */
    SYNC,
    /** With the job; its result is parsed. */
    SYNC_2,
    /** With the callback. */
    WAIT_FOR_TASK_TOKEN
  }

  private static final Pattern FUNCTION =
      Pattern.compile("arn:[^:]+:lambda:[^:]*:[^:]*:function:.+");
  private static final Pattern INTEGRATION =
      Pattern.compile(
          "arn:[^:]+:states:::((?:aws-sdk:)?[A-Za-z0-9-]+):([A-Za-z0-9]+)"
              + "(\\.sync:2|\\.sync|\\.waitForTaskToken)?");

  /** Reads an ARN; empty when it is none of the kinds that run here. */
  static Optional<TaskResource> parse(String arn) {
    if (FUNCTION.matcher(arn).matches()) {
      return Optional.of(
          new TaskResource(arn, Kind.LAMBDA_FUNCTION, "", "", IntegrationPattern.REQUEST_RESPONSE));
    }
    Matcher integration = INTEGRATION.matcher(arn);
    if (!integration.matches()) {
      return Optional.empty();
    }
    String service = integration.group(1);
    String action = integration.group(2);
    Kind kind =
        service.equals("states") && action.equals("startExecution")
            ? Kind.NESTED_EXECUTION
            : Kind.SERVICE;
    String suffix = integration.group(3) == null ? "" : integration.group(3);
    IntegrationPattern pattern =
        switch (suffix) {
          case ".sync" -> IntegrationPattern.SYNC;
          case ".sync:2" -> IntegrationPattern.SYNC_2;
          case ".waitForTaskToken" -> IntegrationPattern.WAIT_FOR_TASK_TOKEN;
          default -> IntegrationPattern.REQUEST_RESPONSE;
        };
    return Optional.of(new TaskResource(arn, kind, service, action + suffix, pattern));
  }

  boolean waitsForTaskToken() {
    return pattern == IntegrationPattern.WAIT_FOR_TASK_TOKEN;
  }

  /** How the service names the task in the cause of {@code States.DataLimitExceeded}. */
  String nameInCauses() {
    return kind == Kind.LAMBDA_FUNCTION ? arn : resourceType;
  }
}
