package dev.lastgood.simulator.sqs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** One message in a queue. */
final class QueuedMessage {
  private final String id;
  private final String body;
  private final Map<String, MessageAttributeValue> attributes;
  private final Instant sentAt;
  private Instant visibleAt;
  private Optional<Instant> firstReceivedAt = Optional.empty();
  private Optional<String> receiptHandle = Optional.empty();
  private int receiveCount;

  QueuedMessage(
      String id,
      String body,
      Map<String, MessageAttributeValue> attributes,
      Instant sentAt,
      Instant visibleAt) {
    this.id = id;
    this.body = body;
    this.attributes = attributes;
    this.sentAt = sentAt;
    this.visibleAt = visibleAt;
  }

  /** The same message in a dead-letter queue: it keeps its id and its age. */
  QueuedMessage redriven(Instant now) {
    return new QueuedMessage(id, body, attributes, sentAt, now);
  }

  void receive(String handle, Instant now, Instant hiddenUntil) {
    receiptHandle = Optional.of(handle);
    firstReceivedAt = firstReceivedAt.or(() -> Optional.of(now));
    receiveCount++;
    visibleAt = hiddenUntil;
  }

  void hideUntil(Instant instant) {
    visibleAt = instant;
  }

  boolean isVisible(Instant now) {
    return !visibleAt.isAfter(now);
  }

  /** Whether a receiver has it; a message that was only sent with a delay is not in flight. */
  boolean isInFlight(Instant now) {
    return receiveCount > 0 && !isVisible(now);
  }

  boolean isReceivedAs(String handle) {
    return receiptHandle.equals(Optional.of(handle));
  }

  String id() {
    return id;
  }

  String body() {
    return body;
  }

  Map<String, MessageAttributeValue> attributes() {
    return attributes;
  }

  Instant sentAt() {
    return sentAt;
  }

  Optional<Instant> firstReceivedAt() {
    return firstReceivedAt;
  }

  int receiveCount() {
    return receiveCount;
  }
}
