package dev.lastgood.functions.recover;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Lease;
import dev.lastgood.functions.plan.GroupPlan;
import dev.lastgood.functions.point.GroupBody;

/**
 * One step of one action on a group, and the right to take it.
 *
 * @param target the target
 * @param plan what is done to it
 * @param chain the incident's ledger as it was read
 * @param lease the lease, under this attempt's fence
 * @param invocation the time that is left
 */
record GroupStep(Target target, GroupPlan plan, Chain chain, Lease lease, Invocation invocation)
    implements Step {
  GroupStep with(Chain newer) {
    return new GroupStep(target, plan, newer, lease, invocation);
  }

  /** The group that was planned for. */
  String groupName() {
    return plan.groupName();
  }

  /** What it is brought back to; versions that were made again have their new numbers. */
  GroupBody goal() {
    return plan.goal().renumbered(Recreated.numbers(chain, target.id()));
  }
}
