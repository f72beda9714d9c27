package dev.lastgood.asl;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One event of an execution's history.
 *
 * @param id counts from 1 within the execution
 * @param previousEventId the event that led to this one; 0 for none
 * @param timestamp when it happened
 * @param type the kind of event
 * @param details the event's details under the API's names ({@code input}, {@code output}, {@code
 *     error}, {@code name}, {@code resource}, {@code assignedVariables} …); documents are plain
 *     Java values here, where the API has JSON text
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html">HistoryEvent</a>
 */
public record HistoryEvent(
    long id,
    long previousEventId,
    Instant timestamp,
    HistoryEventType type,
    Map<String, Object> details) {

  /** The state's name, on events that have one: entering, leaving, and a Map's iterations. */
  public Optional<String> stateName() {
    return details.get("name") instanceof String name ? Optional.of(name) : Optional.empty();
  }
}
