package dev.lastgood.functions.recover;

import dev.lastgood.functions.ledger.Entry;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Obligation;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls of one action on a stack: their names and tokens, which are the same at every attempt,
 * and whether they have been made, as the ledger tells.
 */
final class StackCalls {
  /** How tokens of ours begin, by which an operation is known as ours. */
  static final String PREFIX = "lastgood-";

  private StackCalls() {}

  /**
   * Names what an action makes: a change set, or an operation by its client request token. See
   * "ClientRequestToken" in the AWS CloudFormation API Reference: 128 letters, digits and hyphens.
   */
  static String token(StackStep step, String call) {
    return PREFIX
        + step.chain().incidentId()
        + "-"
        + step.chain().facts(Fact.Planned.class).count()
        + "-"
        + step.actionIndex()
        + "-"
        + call;
  }

  /**
   * Whether the operation of this action was begun. A call that was refused does not count; one
   * whose answer is not known does.
   */
  static boolean isMade(StackStep step) {
    for (Fact.Intent intent : intents(step)) {
      boolean began =
          intent.obligations().stream().anyMatch(Obligation.WatchStack.class::isInstance);
      boolean refused =
          step.chain().result(intent.callId()).filter(result -> !result.succeeded()).isPresent();
      if (began && !refused) {
        return true;
      }
    }
    return false;
  }

  /** The calls under this plan and for this target, in their order. */
  private static List<Fact.Intent> intents(StackStep step) {
    List<Fact.Intent> intents = new ArrayList<>();
    String targetId = step.target().id();
    for (Entry entry : step.chain().entries()) {
      Fact fact = entry.fact();
      boolean begins =
          fact instanceof Fact.Planned
              || fact instanceof Fact.ActionEnded ended && ended.targetId().equals(targetId);
      if (begins) {
        intents.clear();
      } else if (fact instanceof Fact.Intent intent && intent.targetId().equals(targetId)) {
        intents.add(intent);
      }
    }
    return intents;
  }

  /** The obligation to watch an operation to its end. */
  static Obligation owedBy(StackStep step, String token, String goesTo) {
    return new Obligation.WatchStack(token, step.target().id(), step.plan().stackId(), goesTo);
  }
}
