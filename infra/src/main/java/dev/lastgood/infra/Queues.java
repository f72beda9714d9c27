package dev.lastgood.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** A dead-letter queue for each source of events. Nothing is read from them but by people. */
final class Queues extends Construct {
  /** Alarm events that no function could be given. */
  static final String ALARMS = "alarms-undelivered";

  /** Execution events that no function could be given. */
  static final String EXECUTIONS = "executions-undelivered";

  /** Invocations by schedule that failed. */
  static final String SCHEDULES = "schedules-undelivered";

  /** Events that a function was given and could not handle. */
  static final String FUNCTIONS = "functions-failed";

  /** Events of stacks that no function could be given. */
  static final String STACKS = "stacks-undelivered";

  static final List<String> ALL = List.of(ALARMS, EXECUTIONS, SCHEDULES, FUNCTIONS, STACKS);

  private static final Map<String, String> SOURCES =
      Map.of(
          ALARMS, "the rule on alarms",
          EXECUTIONS, "the rule on executions",
          STACKS, "the rules on stacks",
          SCHEDULES, "the schedules",
          FUNCTIONS, "the functions' own events");

  private static final int RETENTION_DAYS = 14;

  private final Map<String, Queue> queues = new LinkedHashMap<>();

  Queues(Construct scope, Names names, IKey key) {
    super(scope, "Queues");
    for (String name : ALL) {
      Queue queue =
          Queue.Builder.create(this, name)
              .queueName(names.of(name))
              .encryption(QueueEncryption.KMS)
              .encryptionMasterKey(key)
              .enforceSsl(true)
              .retentionPeriod(Duration.days(RETENTION_DAYS))
              .build();
      Acknowledgements.on(
          queue, "AwsSolutions-SQS3", "It is a dead-letter queue: of " + SOURCES.get(name) + ".");
      queues.put(name, queue);
    }
  }

  Queue queue(String name) {
    return queues.get(name);
  }
}
