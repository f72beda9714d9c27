package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Configuration;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What has gone wrong when strategies are compared. It is the same for all of them but for what a
 * strategy adds to the rollout itself.
 *
 * @param name what users know it by
 * @param says what happens in it, in one sentence
 * @param unavailable why a strategy cannot be set up here at all, in half a sentence
 * @param fits whether an environment's settings let it happen; asked where it has the target
 * @param script how it is played with what a team has set up
 */
record Situation(
    String name,
    String says,
    Map<Strategy, String> unavailable,
    Predicate<Configuration> fits,
    Function<Approach, Script> script) {
  Situation {
    unavailable = Map.copyOf(unavailable);
  }

  /** Whether it can happen in an environment. */
  boolean fits(Configuration configuration) {
    return script.apply(new Approach(Strategy.LASTGOOD, Duration.ZERO)).fits(configuration)
        && fits.test(configuration);
  }
}
