package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.StackSelection;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.StackBody;
import dev.lastgood.functions.stack.StackOperation;
import dev.lastgood.functions.stack.StackTemplate;
import java.util.Optional;

/**
 * All that is known of a stack when a plan is made for it.
 *
 * @param target the target
 * @param selection its stack, and what a recovery may do to it
 * @param live the live state
 * @param goal what it could be brought back to
 * @param goalTemplate the template of the goal; absent where there is no goal
 * @param operation its newest operation, under way or not; absent where its events are not known
 * @param continuedBefore whether this incident has continued a rollback of it already
 * @param driftSuspected whether something is amiss that, where the stack is what it should be, can
 *     only be a change beside it
 * @param looksForDrift whether the plan looks for such a change, as nothing else can be the cause
 */
public record StackSituation(
    Target target,
    StackSelection selection,
    Reading.OfStack live,
    Goal<StackBody> goal,
    Optional<StackTemplate> goalTemplate,
    Optional<StackOperation> operation,
    boolean continuedBefore,
    boolean driftSuspected,
    boolean looksForDrift)
    implements Situation {
  /** The same, where a change beside the stack is looked for. */
  StackSituation lookingForDrift() {
    return new StackSituation(
        target,
        selection,
        live,
        goal,
        goalTemplate,
        operation,
        continuedBefore,
        driftSuspected,
        driftSuspected);
  }
}
