package dev.lastgood.functions.stack;

import java.time.Instant;

/**
 * A resource that an operation failed at.
 *
 * @param stackName the stack that it belongs to: the one that was read, or one nested in it
 * @param stackId that stack's ARN
 * @param nested whether that stack is nested in the one that was read
 * @param logicalId its name in the template
 * @param physicalId what it is called outside; "" where it was not made
 * @param type such as {@code AWS::SQS::Queue}
 * @param status such as {@code UPDATE_FAILED}
 * @param reason in the words of CloudFormation or of the resource's service
 * @param failedAt when
 */
public record FailedResource(
    String stackName,
    String stackId,
    boolean nested,
    String logicalId,
    String physicalId,
    String type,
    String status,
    String reason,
    Instant failedAt) {
  /**
   * What made it fail.
   *
   * @return as its reason tells
   */
  public RollbackFailureCause cause() {
    return RollbackFailureCause.of(reason);
  }

  /**
   * How it is named among the resources to skip: with the name of its stack, not with that stack's
   * logical id, where it is nested; see "ContinueUpdateRollback" in the AWS CloudFormation API
   * Reference.
   *
   * @return such as {@code Queue}, or {@code web-Data-1ABC.Queue}
   */
  public String skipName() {
    return nested ? stackName + "." + logicalId : logicalId;
  }

  /**
   * Whether CloudFormation would skip it: only what failed to be updated because the rollback
   * failed.
   *
   * @return false for one that failed in another way, and for a nested stack as a whole
   */
  public boolean isSkippable() {
    return status.equals("UPDATE_FAILED") && !type.equals(StackResource.NESTED_STACK);
  }
}
