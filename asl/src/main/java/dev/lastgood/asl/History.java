package dev.lastgood.asl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Numbers the events of one execution, and tells them to whoever listens.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Step
 *     Functions service quotas: execution history size</a>
 */
final class History {

  /** The longest history; the event that ends the execution is the last one. */
  static final int EVENTS_MAX = 25_000;

  /** Thrown when only the event that ends the execution still fits. */
  static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Full() {
      super(null, null, false, false);
    }
  }

  private final Environment environment;
  private final String executionArn;
  private final Optional<List<HistoryEvent>> kept;
  private long lastId;

  History(Environment environment, String executionArn) {
    this.environment = environment;
    this.executionArn = executionArn;
    this.kept = environment.keepsHistory() ? Optional.of(new ArrayList<>()) : Optional.empty();
  }

  /**
   * Records an event on the way.
   *
   * @param details made only when somebody listens
   * @return the event's id
   */
  long record(HistoryEventType type, long previousId, Supplier<Map<String, Object>> details) {
    if (lastId >= EVENTS_MAX - 1) {
      throw new Full();
    }
    return recordEnd(type, previousId, details);
  }

  /** Records the event that ends the execution, for which there always is room. */
  long recordEnd(HistoryEventType type, long previousId, Supplier<Map<String, Object>> details) {
    long id = ++lastId;
    if (environment.observesHistory()) {
      HistoryEvent event =
          new HistoryEvent(id, previousId, environment.scheduler().now(), type, details.get());
      kept.ifPresent(events -> events.add(event));
      environment.historyListeners().forEach(listener -> listener.onEvent(executionArn, event));
    }
    return id;
  }

  /** The last event so far. */
  long lastId() {
    return lastId;
  }

  List<HistoryEvent> events() {
    return kept.map(List::copyOf).orElse(List.of());
  }
}
