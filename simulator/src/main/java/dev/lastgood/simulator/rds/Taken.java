package dev.lastgood.simulator.rds;

import java.time.Duration;
import java.time.Instant;

/**
 * A snapshot.
 *
 * @param identifier its name
 * @param source the identifier of the instance or the cluster
 * @param gib its size
 * @param encrypted whether it is
 * @param startedAt when it was begun
 * @param endsAt when it is complete, or fails
 * @param fails whether it does
 */
record Taken(
    String identifier,
    String source,
    int gib,
    boolean encrypted,
    Instant startedAt,
    Instant endsAt,
    boolean fails) {
  boolean isUnderWay(Instant now) {
    return now.isBefore(endsAt);
  }

  boolean isComplete(Instant now) {
    return !isUnderWay(now) && !fails;
  }

  String status(Instant now) {
    return isUnderWay(now) ? "creating" : fails ? "failed" : "available";
  }

  int percent(Instant now) {
    return isUnderWay(now)
        ? (int)
            (100
                * Duration.between(startedAt, now).toSeconds()
                / Math.max(1, Duration.between(startedAt, endsAt).toSeconds()))
        : fails ? 0 : 100;
  }
}
