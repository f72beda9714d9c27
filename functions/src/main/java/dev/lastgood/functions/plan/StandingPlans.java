package dev.lastgood.functions.plan;

import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Entry;
import dev.lastgood.functions.ledger.Fact;
import java.util.Optional;

/** What an incident's ledger says of the plans that were made before; has no effects. */
final class StandingPlans {
  private StandingPlans() {}

  /**
   * The plan that stands: an attempt before this one made it and its answer was lost, or the
   * execution that carried it out was.
   */
  static Optional<Fact.Planned> of(Chain chain, boolean undo, int plans) {
    if (chain.last(Fact.NotPlanned.class).isPresent()) {
      return Optional.empty();
    }
    // What was only to be told to people is never carried out, even where the attempt that kept it
    // died before it could say why.
    Optional<Fact.Planned> last =
        chain
            .facts(Fact.Planned.class)
            .filter(planned -> !planned.proposed())
            .reduce((_, later) -> later);
    return undo
        ? last.filter(Fact.Planned::undo)
        : last.filter(planned -> planned.undo() || count(chain) >= plans);
  }

  /** How many plans there are that do not undo, without those that were only proposed. */
  static int count(Chain chain) {
    return (int)
        chain
            .facts(Fact.Planned.class)
            .filter(planned -> !planned.undo() && !planned.proposed())
            .count();
  }

  /** What did not help, as the ledger told before the plan that takes it back. */
  static String whyUndone(Chain chain) {
    String because = "";
    for (Entry entry : chain.entries()) {
      if (entry.fact() instanceof Fact.NotVerified not) {
        because = String.join(" ", not.reasons());
      } else if (entry.fact() instanceof Fact.ActionEnded ended && !ended.succeeded()) {
        because = ended.targetId() + ": " + ended.because();
      } else if (entry.fact() instanceof Fact.Planned planned && planned.undo()) {
        return because;
      }
    }
    return because;
  }
}
