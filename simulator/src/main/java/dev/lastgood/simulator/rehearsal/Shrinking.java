package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.FaultSettings;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Finds the least under which a violation shows: first with as few faults as can be, then with as
 * few strikes of them, then with as few of the scenario's targets, then in as short a time. Each
 * fault draws from a stream of its own, so that what is left strikes where it struck.
 */
final class Shrinking {
  private static final int STRIKES_MAX = 4_096;

  /** Longer than any rehearsal; what shows only at its end is not shortened. */
  private static final int SECONDS_MAX = 1 << 15;

  /** A run is shortened to within so many seconds. */
  private static final int SECONDS_STEP = 10;

  private final BiPredicate<FaultSettings, Extent> violates;
  private int rehearsals;

  /**
   * What was found.
   *
   * @param faults as few, with as few strikes
   * @param extent as few targets, in as short a time
   */
  record Least(FaultSettings faults, Extent extent) {}

  /**
   * A search.
   *
   * @param violates rehearses so much under some faults and tells whether the same is violated
   */
  Shrinking(BiPredicate<FaultSettings, Extent> violates) {
    this.violates = violates;
  }

  /**
   * Searches; the faults given are known to violate it.
   *
   * @param targets how many targets the scenario has, 1 where it needs each of them
   * @return the least that was found
   */
  Least shrink(FaultSettings faults, int targets) {
    FaultSettings least = faults;
    for (Fault fault : List.copyOf(faults.rates().keySet())) {
      FaultSettings without = least.with(fault, 0);
      if (tried(without, Extent.WHOLE)) {
        least = without;
      }
    }
    least = withFewStrikes(least);
    return new Least(least, inShort(least, withFewTargets(least, targets)));
  }

  /** How many rehearsals it took so far. */
  int rehearsals() {
    return rehearsals;
  }

  /** The first of 0, 1, 2, 4 … that suffices; then what suffices below it. */
  private FaultSettings withFewStrikes(FaultSettings faults) {
    int enough = 0;
    while (!tried(faults.withStrikesMax(enough), Extent.WHOLE)) {
      if (enough > STRIKES_MAX) {
        return faults;
      }
      enough = Math.max(1, 2 * enough);
    }
    int tooFew = enough / 2;
    while (enough - tooFew > 1) {
      int between = (enough + tooFew) / 2;
      if (tried(faults.withStrikesMax(between), Extent.WHOLE)) {
        enough = between;
      } else {
        tooFew = between;
      }
    }
    return faults.withStrikesMax(enough);
  }

  private Extent withFewTargets(FaultSettings faults, int targets) {
    for (int few = 1; few < targets; few++) {
      Extent fewer = Extent.WHOLE.withTargetsMax(few);
      if (tried(faults, fewer)) {
        return fewer;
      }
    }
    return Extent.WHOLE;
  }

  private Extent inShort(FaultSettings faults, Extent extent) {
    if (!tried(faults, extent.withSecondsMax(SECONDS_MAX))) {
      return extent;
    }
    int enough = SECONDS_MAX;
    int tooFew = 0;
    while (enough - tooFew > SECONDS_STEP) {
      int between = (enough + tooFew) / 2;
      if (tried(faults, extent.withSecondsMax(between))) {
        enough = between;
      } else {
        tooFew = between;
      }
    }
    return extent.withSecondsMax(enough);
  }

  private boolean tried(FaultSettings faults, Extent extent) {
    rehearsals++;
    return violates.test(faults, extent);
  }
}
