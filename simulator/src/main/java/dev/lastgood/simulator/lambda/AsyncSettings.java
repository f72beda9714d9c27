package dev.lastgood.simulator.lambda;

import java.time.Duration;
import java.util.Optional;

/**
 * How Lambda treats a function's asynchronous invocations; see "Configuring error handling settings
 * for asynchronous invocations" in the AWS Lambda Developer Guide.
 *
 * @param maximumRetryAttempts how often a failed event is tried again, 0 to 2
 * @param maximumEventAge how long an event is kept, 60 s to 6 h
 * @param onFailureArn where the record of a discarded event goes: the ARN of an SQS queue
 * @param deadLetterQueueArn where the discarded event itself goes: the ARN of an SQS queue
 */
public record AsyncSettings(
    int maximumRetryAttempts,
    Duration maximumEventAge,
    Optional<String> onFailureArn,
    Optional<String> deadLetterQueueArn) {
  /** What a function has that configures nothing: two retries, six hours, nobody told. */
  public static final AsyncSettings DEFAULT =
      new AsyncSettings(2, Duration.ofHours(6), Optional.empty(), Optional.empty());

  /**
   * Checks the ranges that Lambda allows.
   *
   * @throws IllegalArgumentException naming the setting outside its range
   */
  public AsyncSettings {
    if (maximumRetryAttempts < 0 || maximumRetryAttempts > 2) {
      throw new IllegalArgumentException(
          "MaximumRetryAttempts is 0 to 2, not " + maximumRetryAttempts + ".");
    }
    if (maximumEventAge.toSeconds() < 60 || maximumEventAge.toSeconds() > 21_600) {
      throw new IllegalArgumentException(
          "MaximumEventAgeInSeconds is 60 to 21600, not " + maximumEventAge.toSeconds() + ".");
    }
    onFailureArn.ifPresent(arn -> requireQueue("The on-failure destination", arn));
    deadLetterQueueArn.ifPresent(arn -> requireQueue("The dead-letter queue", arn));
  }

  private static void requireQueue(String what, String arn) {
    if (!arn.matches("arn:aws[a-z-]*:sqs:.*")) {
      throw new IllegalArgumentException(what + " must be an SQS queue's ARN, not " + arn + ".");
    }
  }
}
