package dev.lastgood.functions.recover;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Lease;
import dev.lastgood.functions.plan.StackPlan;

/**
 * One step of one action on a stack, and the right to take it.
 *
 * @param target the target
 * @param plan what is done to it
 * @param actionIndex the action's place in the plan
 * @param chain the incident's ledger as it was read
 * @param lease the lease, under this attempt's fence
 * @param invocation the time that is left
 */
record StackStep(
    Target target, StackPlan plan, int actionIndex, Chain chain, Lease lease, Invocation invocation)
    implements Step {
  StackStep with(Chain newer) {
    return new StackStep(target, plan, actionIndex, newer, lease, invocation);
  }
}
