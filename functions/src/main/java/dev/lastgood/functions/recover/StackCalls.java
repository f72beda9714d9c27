package dev.lastgood.functions.recover;

import dev.lastgood.functions.ledger.Entry;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.stack.StackOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The calls of one action on a stack: their names and tokens, which are the same at every attempt,
 * and whether they have been made, as the ledger tells.
 */
final class StackCalls {
  /** How long CloudFormation is waited for to begin what it has answered. */
  static final Duration BEGINS_WITHIN = Duration.ofSeconds(60);

  /** The call that cancels an update. */
  static final String CANCEL = "cancel";

  /** The call that continues a rollback. */
  static final String CONTINUE = "continue";

  /** The call that goes back to the last stable state. */
  static final String ROLL_BACK = "roll-back";

  /** The call that executes a change set. */
  static final String EXECUTE = "execute";

  private StackCalls() {}

  /**
   * Names what an action makes: a change set, or an operation by its client request token. See
   * "ClientRequestToken" in the AWS CloudFormation API Reference: 128 letters, digits and hyphens.
   */
  static String token(StackStep step, String call) {
    return StackOperation.TOKEN_PREFIX
        + step.chain().incidentId()
        + "-"
        + step.chain().facts(Fact.Planned.class).count()
        + "-"
        + step.actionIndex()
        + "-"
        + call;
  }

  /** Whether an operation was begun, as far as the ledger tells. */
  enum Begun {
    /** No call was made that begins it. */
    NO,
    /** A call was answered that began it. */
    YES,
    /**
     * A call was to be made, and has no answer, or was refused after an attempt of the SDK whose
     * answer was lost: CloudFormation knows, by the token.
     */
    PERHAPS
  }

  /** Whether the operation of this action was begun. */
  static Begun begun(StackStep step) {
    Begun begun = Begun.NO;
    for (Entry entry : beginnings(step)) {
      Fact.Intent intent = (Fact.Intent) entry.fact();
      if (step.chain().result(intent.callId()).filter(Fact.Result::succeeded).isPresent()) {
        return Begun.YES;
      }
      begun = Begun.PERHAPS;
    }
    return begun;
  }

  /**
   * Whether the newest call that begins the operation of this action was made so lately that
   * CloudFormation, which answers before it begins, may not have begun yet.
   */
  static boolean isJustMade(StackStep step, Instant now) {
    List<Entry> beginnings = beginnings(step);
    return !beginnings.isEmpty() && now.isBefore(beginnings.getLast().at().plus(BEGINS_WITHIN));
  }

  /** The intents of such calls under this plan and for this target, in their order. */
  private static List<Entry> beginnings(StackStep step) {
    List<Entry> intents = new ArrayList<>();
    String targetId = step.target().id();
    for (Entry entry : step.chain().entries()) {
      Fact fact = entry.fact();
      boolean begins =
          fact instanceof Fact.Planned
              || fact instanceof Fact.ActionEnded ended && ended.targetId().equals(targetId);
      if (begins) {
        intents.clear();
      } else if (fact instanceof Fact.Intent intent
          && intent.targetId().equals(targetId)
          && intent.obligations().stream().anyMatch(Obligation.WatchStack.class::isInstance)) {
        intents.add(entry);
      }
    }
    return intents;
  }

  /** What the ledger tells of a call that was answered as one that had been made already. */
  static Map<String, String> adopted(String token) {
    return Map.of("alreadyBegunAs", token);
  }

  /** The obligation to watch an operation to its end. */
  static Obligation owedBy(StackStep step, String token, String goesTo) {
    return new Obligation.WatchStack(token, step.target().id(), step.plan().stackId(), goesTo);
  }
}
