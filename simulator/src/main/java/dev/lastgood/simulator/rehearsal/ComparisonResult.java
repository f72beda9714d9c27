package dev.lastgood.simulator.rehearsal;

import java.util.List;

/**
 * What strategies came to in the same situations on the same seeds.
 *
 * @param seeds how many runs each strategy had in each situation
 * @param seed the first of their seeds
 * @param faults the fault settings' preset
 * @param watchSeconds how long AWS's own strategies watch a rollout after its last instance
 * @param limitSeconds how soon after the alarm a service has to be well
 * @param observedSeconds how long after the alarm the world is looked at
 * @param situations in the order in which users should read them
 */
public record ComparisonResult(
    int seeds,
    long seed,
    String faults,
    int watchSeconds,
    int limitSeconds,
    int observedSeconds,
    List<OfSituation> situations) {
  /** Copies the list. */
  public ComparisonResult {
    situations = List.copyOf(situations);
  }

  /**
   * One situation.
   *
   * @param name what users know it by
   * @param says what happens in it, in one sentence
   * @param strategies all of them, in their order
   */
  public record OfSituation(String name, String says, List<OfStrategy> strategies) {
    /** Copies the list. */
    public OfSituation {
      strategies = List.copyOf(strategies);
    }

    /**
     * What one strategy came to.
     *
     * @param strategy which
     * @return what it came to here
     */
    public OfStrategy of(Strategy strategy) {
      return strategies.stream()
          .filter(one -> one.strategy() == strategy)
          .findFirst()
          .orElseThrow();
    }
  }

  /** What a strategy came to in a situation. */
  public sealed interface OfStrategy {
    /**
     * Which.
     *
     * @return the strategy
     */
    Strategy strategy();

    /**
     * It was tried.
     *
     * @param strategy which
     * @param measured what it came to
     */
    record Tried(Strategy strategy, Measured measured) implements OfStrategy {}

    /**
     * It cannot be set up in this situation at all.
     *
     * @param strategy which
     * @param because why not, in half a sentence
     */
    record Unavailable(Strategy strategy, String because) implements OfStrategy {}
  }
}
