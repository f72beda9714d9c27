package dev.lastgood.simulator.sqs;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue's attributes as its users see them. See GetQueueAttributes,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 */
final class QueueDescription {
  private QueueDescription() {}

  static Map<QueueAttributeName, String> of(
      SimulatedSqs sqs, Queue queue, List<QueueAttributeName> wanted, Instant now) {
    Map<QueueAttributeName, String> all = new EnumMap<>(QueueAttributeName.class);
    List<QueuedMessage> messages = queue.all(now);
    long visible = messages.stream().filter(message -> message.isVisible(now)).count();
    long inFlight = messages.stream().filter(message -> message.isInFlight(now)).count();
    all.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, Long.toString(visible));
    all.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, Long.toString(inFlight));
    all.put(
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
        Long.toString(messages.size() - visible - inFlight));
    all.put(QueueAttributeName.QUEUE_ARN, sqs.arn(queue.name()));
    all.put(
        QueueAttributeName.CREATED_TIMESTAMP, Long.toString(queue.createdAt().getEpochSecond()));
    all.put(
        QueueAttributeName.VISIBILITY_TIMEOUT,
        Long.toString(queue.settings().visibilityTimeout().toSeconds()));
    all.put(
        QueueAttributeName.MESSAGE_RETENTION_PERIOD,
        Long.toString(queue.settings().retention().toSeconds()));
    queue
        .settings()
        .redrive()
        .ifPresent(
            redrive ->
                all.put(
                    QueueAttributeName.REDRIVE_POLICY,
                    "{\"deadLetterTargetArn\":\""
                        + sqs.arn(redrive.deadLetterQueue())
                        + "\",\"maxReceiveCount\":"
                        + redrive.maxReceiveCount()
                        + "}"));
    if (!wanted.contains(QueueAttributeName.ALL)) {
      all.keySet().retainAll(wanted);
    }
    return all;
  }
}
