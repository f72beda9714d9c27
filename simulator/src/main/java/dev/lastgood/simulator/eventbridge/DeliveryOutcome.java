package dev.lastgood.simulator.eventbridge;

/** What became of one delivery to one target. */
public sealed interface DeliveryOutcome {
  /**
   * The target accepted it.
   *
   * @param requestId the target's id of the request
   */
  record Delivered(String requestId) implements DeliveryOutcome {}

  /**
   * It was given up and put into the dead-letter queue.
   *
   * @param queueArn the queue
   * @param errorCode EventBridge's code, such as {@code NO_RESOURCE}
   */
  record DeadLettered(String queueArn, String errorCode) implements DeliveryOutcome {}

  /**
   * It was given up, and no queue was there to keep it.
   *
   * @param errorCode EventBridge's code
   */
  record Dropped(String errorCode) implements DeliveryOutcome {}
}
