package dev.lastgood.simulator.iam;

import java.util.List;

/** What evaluation comes to; see "Policy evaluation logic" in the IAM User Guide. */
public sealed interface Decision {
  /**
   * It is allowed.
   *
   * @param by every statement that allows it: those of the role first. With a key policy that
   *     leaves it to the account's identity policies, the statements of both
   */
  record Allowed(List<StatementReference> by) implements Decision {
    /** Copies the list. */
    public Allowed {
      by = List.copyOf(by);
    }
  }

  /**
   * It is denied.
   *
   * @param reason the end of the message that AWS answers with, in the words of "Troubleshoot
   *     access denied error messages" in the IAM User Guide, such as {@code because no
   *     identity-based policy allows the dynamodb:PutItem action}
   */
  record Denied(String reason) implements Decision {}
}
