package dev.lastgood.simulator.rehearsal;

import java.util.OptionalInt;

/**
 * How much of a scenario is rehearsed.
 *
 * @param targetsMax so many of its targets at most, the rehearsed one among them; all where absent
 * @param secondsMax the rehearsal ends so long after it began to go wrong, however far it is by
 *     then, and what can only be said at the end is not asked; to its end where absent
 */
public record Extent(OptionalInt targetsMax, OptionalInt secondsMax) {
  /** All of it. */
  public static final Extent WHOLE = new Extent(OptionalInt.empty(), OptionalInt.empty());

  /** Refuses less than one target, and no time at all. */
  public Extent {
    if (targetsMax.orElse(1) < 1 || secondsMax.orElse(1) < 1) {
      throw new IllegalArgumentException("A rehearsal has at least one target and one second.");
    }
  }

  /**
   * The same with fewer targets.
   *
   * @param targets how many at most
   * @return a new extent
   */
  public Extent withTargetsMax(int targets) {
    return new Extent(OptionalInt.of(targets), secondsMax);
  }

  /**
   * The same, ended earlier.
   *
   * @param seconds after how long
   * @return a new extent
   */
  public Extent withSecondsMax(int seconds) {
    return new Extent(targetsMax, OptionalInt.of(seconds));
  }
}
