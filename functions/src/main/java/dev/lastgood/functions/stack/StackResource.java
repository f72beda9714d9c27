package dev.lastgood.functions.stack;

/**
 * A resource of a stack.
 *
 * @param logicalId its name in the template
 * @param physicalId what it is called outside, for nested stacks their ARN; "" before it is made
 * @param type such as {@code AWS::Lambda::Function}
 * @param status as the API has it, such as {@code UPDATE_COMPLETE}
 */
public record StackResource(String logicalId, String physicalId, String type, String status) {
  /** The type of nested stacks. */
  public static final String NESTED_STACK = "AWS::CloudFormation::Stack";

  /** The type of Auto Scaling groups. */
  public static final String GROUP = "AWS::AutoScaling::AutoScalingGroup";

  /**
   * Whether it is a nested stack that exists.
   *
   * @return false for one that was deleted, or is not made yet
   */
  public boolean isNestedStack() {
    return isThere(NESTED_STACK);
  }

  /**
   * Whether it is an Auto Scaling group that exists.
   *
   * @return false for one that was deleted, or is not made yet
   */
  public boolean isGroup() {
    return isThere(GROUP);
  }

  private boolean isThere(String wanted) {
    return type.equals(wanted) && !physicalId.isEmpty() && !status.equals("DELETE_COMPLETE");
  }
}
