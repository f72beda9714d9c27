package dev.lastgood.simulator.iam;

import java.util.List;

/**
 * Where a statement stands.
 *
 * @param policyOwner the role's name, or the ARN of the resource whose policy it is
 * @param sid its id, unique with its owner; {@code #0} and so on, by its place among all statements
 *     of the owner, where it has none
 * @param actions its actions, as written
 * @param identity whether it is in an identity-based policy
 */
public record StatementReference(
    String policyOwner, String sid, List<String> actions, boolean identity) {
  /** Copies the list. */
  public StatementReference {
    actions = List.copyOf(actions);
  }
}
