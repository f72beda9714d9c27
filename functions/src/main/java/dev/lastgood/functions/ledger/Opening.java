package dev.lastgood.functions.ledger;

/** What came of opening an incident. */
public sealed interface Opening {
  /** It is open, by this call or by the same one before. */
  record Opened() implements Opening {}

  /** The same incident has been closed already. */
  record AlreadyClosed() implements Opening {}

  /**
   * One of its targets is in another incident.
   *
   * @param incidentId that incident
   */
  record TargetBusy(String incidentId) implements Opening {}
}
