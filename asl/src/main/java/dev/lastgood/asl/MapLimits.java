package dev.lastgood.asl;

import java.util.Optional;

/**
 * How many iterations of a Map run at once, and how many may fail.
 *
 * @param maxConcurrency 0 for as many as the service allows
 * @param toleratedFailureCount so many failures are no failure of the state
 * @param toleratedFailurePercentage nor is this share of all
 */
record MapLimits(
    Optional<Template> maxConcurrency,
    Optional<Template> toleratedFailureCount,
    Optional<Template> toleratedFailurePercentage) {

  int concurrency(QueryScope scope, int most) throws QueryFailure {
    long asked =
        maxConcurrency.isPresent()
            ? Typed.integer(maxConcurrency.get(), scope, 0, StateMachine.LONGEST_SECONDS)
            : 0;
    return asked == 0 ? most : (int) Math.min(asked, most);
  }

  MapProgress.Tolerance tolerance(QueryScope scope) throws QueryFailure {
    return new MapProgress.Tolerance(
        toleratedFailureCount.isPresent()
            ? Optional.of(
                Typed.integer(toleratedFailureCount.get(), scope, 0, StateMachine.LONGEST_SECONDS))
            : Optional.empty(),
        toleratedFailurePercentage.isPresent()
            ? Optional.of(Typed.number(toleratedFailurePercentage.get(), scope, 0, 100))
            : Optional.empty());
  }
}
