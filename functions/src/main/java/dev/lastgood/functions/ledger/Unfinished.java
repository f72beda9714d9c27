package dev.lastgood.functions.ledger;

import java.util.List;

/**
 * Everything that is not at its end.
 *
 * @param open incidents without an outcome
 * @param owedNotices the ids of closed incidents whose outcome nobody has been told
 * @param owedObligations obligations that outlived their incidents
 */
public record Unfinished(
    List<Incident> open, List<String> owedNotices, List<OwedObligation> owedObligations) {
  /** Copies its lists. */
  public Unfinished {
    open = List.copyOf(open);
    owedNotices = List.copyOf(owedNotices);
    owedObligations = List.copyOf(owedObligations);
  }
}
