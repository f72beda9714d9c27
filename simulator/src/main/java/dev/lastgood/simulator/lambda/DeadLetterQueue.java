package dev.lastgood.simulator.lambda;

import java.util.Map;

/** Where services put what they could not deliver: the world's SQS queues. */
@FunctionalInterface
public interface DeadLetterQueue {
  /**
   * Puts a message into a queue.
   *
   * @param queueArn the queue
   * @param body JSON text
   * @param attributes the message's attributes, all strings
   */
  void send(String queueArn, String body, Map<String, String> attributes);
}
