package dev.lastgood.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Keeps calls under the throttle of a service, for those who make several at once: some at once,
 * and then so many a second.
 */
final class Pace {
  private final InstantSource clock;
  private final Consumer<Duration> pause;
  private final Duration interval;
  private final Duration saved;
  private Instant next = Instant.MIN;

  /**
   * A pace.
   *
   * @param clock the clock that the pauses take place on
   * @param pause lets time pass
   * @param atOnce how many calls may be made at once after a while without any
   * @param perSecond how many a second in the long run
   */
  Pace(InstantSource clock, Consumer<Duration> pause, int atOnce, double perSecond) {
    this.clock = clock;
    this.pause = pause;
    this.interval = Duration.ofNanos(Math.round(1e9 / perSecond));
    this.saved = interval.multipliedBy(atOnce - 1L);
  }

  /** Waits until one more call may be made. */
  void take() {
    Duration wait = reserved();
    if (wait.isPositive()) {
      pause.accept(wait);
    }
  }

  private synchronized Duration reserved() {
    Instant now = clock.instant();
    Instant earliest = now.minus(saved);
    Instant slot = next.isAfter(earliest) ? next : earliest;
    next = slot.plus(interval);
    return Duration.between(now, slot);
  }
}
