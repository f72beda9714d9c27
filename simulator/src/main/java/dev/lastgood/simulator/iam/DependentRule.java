package dev.lastgood.simulator.iam;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A rule of {@link DependentAuthorisations}: what it says, and how its checks follow.
 *
 * @param says the rule in words
 * @param occasion the kind of occasion that it is about
 * @param checks the checks that an occasion brings, none where the rule is not about it
 */
record DependentRule<O extends Occasion>(
    DependentAuthorisation says,
    Class<O> occasion,
    BiFunction<O, RuleFacts, Stream<Check>> checks) {

  static <O extends Occasion> DependentRule<O> of(
      Class<O> occasion,
      String when,
      List<String> actions,
      String resource,
      List<String> contextKeys,
      String document,
      DependentAuthorisation.Basis basis,
      BiFunction<O, RuleFacts, Stream<Check>> checks) {
    return new DependentRule<>(
        new DependentAuthorisation(when, actions, resource, contextKeys, document, basis),
        occasion,
        checks);
  }

  /** Hands over what an occasion of this rule's kind has to be allowed. */
  void requests(Occasion happened, RuleFacts facts, Consumer<AccessRequest> taker) {
    checks
        .apply(occasion.cast(happened), facts)
        .forEach(check -> says.actions().forEach(action -> taker.accept(check.of(action))));
  }
}
