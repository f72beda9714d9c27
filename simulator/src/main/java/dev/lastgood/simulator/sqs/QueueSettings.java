package dev.lastgood.simulator.sqs;

import java.time.Duration;
import java.util.Optional;

/**
 * A queue's attributes.
 *
 * @param visibilityTimeout how long a received message stays hidden, unless the receiver says
 *     otherwise
 * @param retention how long a message is kept at most
 * @param redrive where messages go that are received again and again
 */
public record QueueSettings(
    Duration visibilityTimeout, Duration retention, Optional<Redrive> redrive) {
  /** What AWS gives a queue of which nothing else is said. */
  public static final QueueSettings DEFAULT =
      new QueueSettings(Duration.ofSeconds(30), Duration.ofDays(4), Optional.empty());

  /**
   * A redrive policy.
   *
   * @param deadLetterQueue the other queue's name
   * @param maxReceiveCount how often a message is received before it goes there
   */
  public record Redrive(String deadLetterQueue, int maxReceiveCount) {}
}
