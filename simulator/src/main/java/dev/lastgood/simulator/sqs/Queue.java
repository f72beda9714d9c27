package dev.lastgood.simulator.sqs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One queue: its messages in the order in which they came. */
final class Queue {
  private final String name;
  private final QueueSettings settings;
  private final Instant createdAt;
  private final List<QueuedMessage> messages = new ArrayList<>();

  Queue(String name, QueueSettings settings, Instant createdAt) {
    this.name = name;
    this.settings = settings;
    this.createdAt = createdAt;
  }

  String name() {
    return name;
  }

  QueueSettings settings() {
    return settings;
  }

  Instant createdAt() {
    return createdAt;
  }

  void add(QueuedMessage message) {
    messages.add(message);
  }

  int depth() {
    return messages.size();
  }

  /** The messages that can be received now; those received too often leave instead. */
  List<QueuedMessage> visible(Instant now, int countMax, Consumer<QueuedMessage> redriven) {
    expire(now);
    List<QueuedMessage> visible = new ArrayList<>();
    Iterator<QueuedMessage> remaining = messages.iterator();
    while (remaining.hasNext() && visible.size() < countMax) {
      QueuedMessage message = remaining.next();
      if (!message.isVisible(now)) {
        continue;
      }
      if (settings
          .redrive()
          .filter(redrive -> message.receiveCount() >= redrive.maxReceiveCount())
          .isPresent()) {
        remaining.remove();
        redriven.accept(message);
      } else {
        visible.add(message);
      }
    }
    return visible;
  }

  List<QueuedMessage> all(Instant now) {
    expire(now);
    return List.copyOf(messages);
  }

  Optional<QueuedMessage> receivedAs(String receiptHandle) {
    return messages.stream().filter(message -> message.isReceivedAs(receiptHandle)).findFirst();
  }

  void remove(QueuedMessage message) {
    messages.remove(message);
  }

  private void expire(Instant now) {
    messages.removeIf(message -> !message.sentAt().plus(settings.retention()).isAfter(now));
  }
}
