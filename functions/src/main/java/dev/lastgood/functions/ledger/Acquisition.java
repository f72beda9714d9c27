package dev.lastgood.functions.ledger;

import java.time.Instant;

/** What came of asking for a lease. */
public sealed interface Acquisition {
  /**
   * It is ours.
   *
   * @param lease the lease, under a new fence
   */
  record Acquired(Lease lease) implements Acquisition {}

  /**
   * Another incident holds it.
   *
   * @param owner that incident
   * @param sighting what was seen, to be brought along at the next attempt
   */
  record Held(String owner, Sighting sighting) implements Acquisition {}

  /**
   * A lease record as somebody saw it. Who sees the same record for a whole lease on the own clock
   * knows that its holder is gone, however wrong either clock is.
   *
   * @param recordVersion changes with every renewal and every fence
   * @param firstSeenAt when this version was first seen, on the observer's clock
   */
  record Sighting(String recordVersion, Instant firstSeenAt) {}
}
