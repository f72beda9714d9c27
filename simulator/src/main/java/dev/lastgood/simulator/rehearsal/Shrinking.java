package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.FaultSettings;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds the least under which a violation shows: first with as few faults as can be, then with as
 * few strikes of them. Each fault draws from a stream of its own, so that what is left strikes
 * where it struck.
 */
final class Shrinking {
  private static final int STRIKES_MAX = 4_096;

  private final Predicate<FaultSettings> violates;
  private int rehearsals;

  /**
   * A search.
   *
   * @param violates rehearses under some faults and tells whether the same is violated
   */
  Shrinking(Predicate<FaultSettings> violates) {
    this.violates = violates;
  }

  /**
   * Searches; the faults given are known to violate it.
   *
   * @return the least that was found
   */
  FaultSettings shrink(FaultSettings faults) {
    FaultSettings least = faults;
    for (Fault fault : List.copyOf(faults.rates().keySet())) {
      FaultSettings without = least.with(fault, 0);
      if (tried(without)) {
        least = without;
      }
    }
    return withFewStrikes(least);
  }

  /** How many rehearsals it took so far. */
  int rehearsals() {
    return rehearsals;
  }

  /** The first of 0, 1, 2, 4 … that suffices; then what suffices below it. */
  private FaultSettings withFewStrikes(FaultSettings faults) {
    int enough = 0;
    while (!tried(faults.withStrikesMax(enough))) {
      if (enough > STRIKES_MAX) {
        return faults;
      }
      enough = Math.max(1, 2 * enough);
    }
    int tooFew = enough / 2;
    while (enough - tooFew > 1) {
      int between = (enough + tooFew) / 2;
      if (tried(faults.withStrikesMax(between))) {
        enough = between;
      } else {
        tooFew = between;
      }
    }
    return faults.withStrikesMax(enough);
  }

  private boolean tried(FaultSettings faults) {
    rehearsals++;
    return violates.test(faults);
  }
}
