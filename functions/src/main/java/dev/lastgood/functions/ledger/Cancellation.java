package dev.lastgood.functions.ledger;

import java.time.Instant;

/** What came of asking for an incident to stop. */
public sealed interface Cancellation {
  /** It is asked for: the recovery stops at its next boundary. */
  record Asked() implements Cancellation {}

  /**
   * Somebody had asked for it before.
   *
   * @param wish who, and why
   * @param at when
   */
  record AskedBefore(Fact.CancelAsked wish, Instant at) implements Cancellation {}

  /**
   * There is nothing to stop.
   *
   * @param incident the incident, with its outcome
   */
  record Closed(Incident incident) implements Cancellation {}
}
