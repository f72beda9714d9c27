package dev.lastgood.functions.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An incident as the index holds it.
 *
 * @param id its id, which is also the name of its execution
 * @param targetIds the targets that it may recover, in order
 * @param alarmName the alarm that began it; "" where something else did
 * @param since when the alarm went off, by its own timestamp
 * @param deadline when it must have its outcome
 * @param openedAt when it was written
 * @param outcome present once it is closed
 * @param startedByHand who started it by hand, and why; empty where nobody did
 * @param stackFailure what went wrong with a stack, as a clause; empty where that did not begin it
 */
public record Incident(
    String id,
    List<String> targetIds,
    String alarmName,
    Instant since,
    Instant deadline,
    Instant openedAt,
    Optional<Outcome> outcome,
    Optional<String> startedByHand,
    Optional<String> stackFailure) {
  /** Copies its list. */
  public Incident {
    targetIds = List.copyOf(targetIds);
  }

  /**
   * An incident that an alarm began.
   *
   * @param id its id
   * @param targetIds its targets
   * @param alarmName the alarm
   * @param since when it went off
   * @param deadline when the incident must have its outcome
   * @param openedAt when it was opened
   * @param outcome its outcome
   */
  public Incident(
      String id,
      List<String> targetIds,
      String alarmName,
      Instant since,
      Instant deadline,
      Instant openedAt,
      Optional<Outcome> outcome) {
    this(
        id,
        targetIds,
        alarmName,
        since,
        deadline,
        openedAt,
        outcome,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Whether an alarm began it, so that alarms can say that it is not needed.
   *
   * @return false where a person or a failed operation of a stack did
   */
  public boolean isByAlarm() {
    return !alarmName.isEmpty();
  }

  /**
   * What began it.
   *
   * @return a sentence
   */
  public String cause() {
    return startedByHand
        .map(who -> "Started by " + who + ", at " + since)
        .or(() -> stackFailure.map(failure -> failure + " at " + since))
        .orElse("Alarm " + alarmName + " went off at " + since);
  }
}
