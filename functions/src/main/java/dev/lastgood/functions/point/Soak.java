package dev.lastgood.functions.point;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what one capture means for the soak of its identity; has no effects. */
final class Soak {
  private Soak() {}

  /** What is to be done with the index. */
  sealed interface Step {
    /** A configuration that was never seen: the first capture becomes a candidate. */
    record Adopt(Optional<Instant> quietSince) implements Step {}

    /** The record changes, its body does not. */
    record Update(PointRecord record) implements Step {}

    /** The soak is over, if the alarms' history agrees. */
    record Promote(PointRecord record, Instant quietSince) implements Step {}

    /** The point stays good; a desired capacity that has lasted a soak goes into a newer body. */
    record Renew(PointRecord record) implements Step {}

    /** Nothing changes. */
    record Keep() implements Step {}
  }

  static Step judge(
      Optional<PointRecord> existing,
      int desiredCapacity,
      boolean quiet,
      Instant now,
      Duration soak) {
    if (existing.isEmpty()) {
      return new Step.Adopt(quiet ? Optional.of(now) : Optional.empty());
    }
    PointRecord record = existing.get();
    if (!quiet) {
      return record.quietSince().isEmpty()
          ? new Step.Keep()
          : new Step.Update(record.with(record.status(), Optional.empty(), record.promotedAt()));
    }
    if (record.quietSince().isEmpty()) {
      return new Step.Update(record.with(record.status(), Optional.of(now), record.promotedAt()));
    }
    Instant quietSince = record.quietSince().get();
    boolean soaked = !quietSince.plus(soak).isAfter(now);
    return switch (record.status()) {
      case CANDIDATE, SUSPECT, RETIRED ->
          soaked ? new Step.Promote(record, quietSince) : new Step.Keep();
      case GOOD -> {
        if (!soaked) {
          yield new Step.Keep();
        }
        // It ran, something else ran, and now it has run well again: it is the newest good one.
        boolean ranWellAgain = record.promotedAt().filter(quietSince::isAfter).isPresent();
        if (ranWellAgain) {
          yield new Step.Promote(record, quietSince);
        }
        yield desiredCapacity == record.desiredCapacity()
            ? new Step.Keep()
            : new Step.Renew(record);
      }
    };
  }

  /**
   * The good points that are too many once another is promoted, which may be one of them itself.
   *
   * @param known the target's points, the newest promoted first
   * @param promoted the one that is the newest from now on
   * @param kept how many good points are kept
   */
  static List<PointRecord> surplus(List<PointRecord> known, PointRecord promoted, int kept) {
    return known.stream()
        .filter(record -> record.status() == PointStatus.GOOD)
        .filter(record -> !record.identity().equals(promoted.identity()))
        .skip(kept - 1L)
        .toList();
  }
}
