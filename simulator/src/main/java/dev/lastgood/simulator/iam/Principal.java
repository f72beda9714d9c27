package dev.lastgood.simulator.iam;

/**
 * Who asks; see "AWS JSON policy elements: Principal" in the IAM User Guide. Users, sessions of
 * people and other accounts are not modelled: nothing here acts as one.
 */
public sealed interface Principal {
  /**
   * Whoever has assumed a role.
   *
   * @param arn the role's ARN, not the session's
   */
  record Role(String arn) implements Principal {}

  /**
   * An AWS service that acts for itself.
   *
   * @param name such as {@code events.amazonaws.com}
   */
  record Service(String name) implements Principal {}
}
