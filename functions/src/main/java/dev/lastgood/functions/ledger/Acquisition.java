package dev.lastgood.functions.ledger;

import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.MalformedEventException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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
   * A lease record as somebody saw it. Who sees the same record for a whole lease on one clock
   * knows that its holder is gone, however wrong the holder's clock is.
   *
   * @param recordVersion changes with every renewal and every fence
   * @param seenBy an instant by which this version had been seen; absent at the attempt that sees
   *     it first, for that began before it looked
   */
  record Sighting(String recordVersion, Optional<Instant> seenBy) {
    /** Takes a missing instant for none. */
    public Sighting {
      if (recordVersion == null) {
        throw new MalformedEventException("The field sightings.recordVersion is missing.");
      }
      seenBy = seenBy == null ? Optional.empty() : seenBy;
      seenBy.ifPresent(seen -> Check.instant(seen, "sightings.seenBy"));
    }

    static Sighting of(String recordVersion) {
      return new Sighting(recordVersion, Optional.empty());
    }

    /** The same at a later attempt: when that began, the record had been seen. */
    Sighting broughtAt(Instant at) {
      return seenBy.isPresent() ? this : new Sighting(recordVersion, Optional.of(at));
    }

    boolean isOlderThan(Duration age, Instant at) {
      return seenBy.filter(seen -> !seen.plus(age).isAfter(at)).isPresent();
    }
  }
}
