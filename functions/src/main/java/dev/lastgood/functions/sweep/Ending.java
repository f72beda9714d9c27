package dev.lastgood.functions.sweep;

import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.ledger.Work;
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
   * verification, and one that says it changed nothing only if the ledger holds no change. One that
   * said nothing is cancelled where a person had asked for that: nothing more is done.
   *
   * @param chain the incident's ledger
   * @param claimed what the recovery said, where it came to an end
   * @param because what it said, or what became of it
   */
  static Ending decide(Chain chain, Optional<Outcome> claimed, String because) {
    Optional<Fact.CancelAsked> cancelled = chain.cancelAsked();
    Outcome outcome = claimed.orElse(cancelled.isPresent() ? Outcome.CANCELLED : Outcome.ESCALATED);
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
      case CANCELLED ->
          new Ending(outcome, cancelled.map(wish -> told(wish, chain)).orElse(because));
      case UNDONE, ESCALATED -> new Ending(outcome, because);
    };
  }

  private static String told(Fact.CancelAsked wish, Chain chain) {
    boolean changed = chain.facts(Fact.Intent.class).anyMatch(intent -> !intent.takesBack());
    return wish.says()
        + " "
        + Work.of(chain).says().orElse("Nothing had been planned, and nothing was done.")
        + (changed ? " Nobody has verified that it holds." : "");
  }
}
