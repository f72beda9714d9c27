package dev.lastgood.functions.recover;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Lease;
import dev.lastgood.functions.point.PointBody;

/**
 * One step of one action, and the right to take it.
 *
 * @param target the target
 * @param groupName the group that was planned for
 * @param goal what it is brought back to
 * @param chain the incident's ledger as it was read
 * @param lease the lease, under this attempt's fence
 * @param invocation the time that is left
 */
record Step(
    Target target,
    String groupName,
    PointBody goal,
    Chain chain,
    Lease lease,
    Invocation invocation) {
  Step with(Chain newer) {
    return new Step(target, groupName, goal, newer, lease, invocation);
  }
}
