package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.world.WorldSettings;
import java.time.Duration;
import java.time.Instant;

/**
 * When something begins to go wrong in a world that has been well since its start.
 *
 * @param begin the instant
 */
record Onset(Instant begin) {
  /** All is well for this long beyond the soak, so that there is a good point. */
  private static final Duration MARGIN = Duration.ofMinutes(20);

  /** Somewhere within ten minutes: at no fixed distance from the schedules. */
  private static final long JITTER_MILLIS = 600_000;

  /** How long the sweep has been running by then. */
  private static final Duration SWEEP_BEFORE = Duration.ofMinutes(5);

  /** The onset of a seed, where a target is what goes wrong. */
  static Onset of(Target target, long seed) {
    return new Onset(
        WorldSettings.START
            .plusSeconds(target.soakSeconds())
            .plus(MARGIN)
            .plusMillis(new Chance(seed).stream("rehearsal").nextLong(JITTER_MILLIS)));
  }

  /** From when on the sweep runs. */
  Instant deployed() {
    return begin.minus(SWEEP_BEFORE);
  }
}
