package dev.lastgood.functions.sweep;

import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Outcome;
import java.util.Optional;

/**
 * What an incident ends with, as far as the ledger bears it out; deciding has no effects.
 *
 * @param outcome its outcome
 * @param because why, in sentences
 */
record Ending(Outcome outcome, String because) {

  /**
   * Decides. A recovery that says it recovered is believed only if the ledger holds the
   * verification, and one that says it changed nothing only if the ledger holds no change.
   *
   * @param chain the incident's ledger
   * @param claimed what the recovery said, where it came to an end
   * @param because what it said, or what became of it
   */
  static Ending decide(Chain chain, Optional<Outcome> claimed, String because) {
    Outcome outcome = claimed.orElse(Outcome.ESCALATED);
    boolean changed = chain.facts(Fact.Intent.class).findAny().isPresent();
    return switch (outcome) {
      case RECOVERED ->
          chain.last(Fact.Verified.class).isPresent()
              ? new Ending(outcome, because)
              : new Ending(Outcome.ESCALATED, "The recovery was not verified. " + because);
      case NOT_NEEDED, DECLINED ->
          changed
              ? new Ending(Outcome.ESCALATED, "It ended after changes had begun. " + because)
              : new Ending(outcome, because);
      case UNDONE, ESCALATED, CANCELLED -> new Ending(outcome, because);
    };
  }
}
