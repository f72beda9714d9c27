package dev.lastgood.functions.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An incident as the index holds it.
 *
 * @param id its id, which is also the name of its execution
 * @param targetIds the targets that it may recover, in order
 * @param alarmName the alarm that began it
 * @param since when the alarm went off, by its own timestamp
 * @param deadline when it must have its outcome
 * @param openedAt when it was written
 * @param outcome present once it is closed
 */
public record Incident(
    String id,
    List<String> targetIds,
    String alarmName,
    Instant since,
    Instant deadline,
    Instant openedAt,
    Optional<Outcome> outcome) {
  /** Copies its list. */
  public Incident {
    targetIds = List.copyOf(targetIds);
  }
}
