package dev.lastgood.simulator.eventbridge;

import java.util.Optional;

/**
 * A target of a rule: a Lambda function.
 *
 * @param id unique within the rule
 * @param arn the function's ARN, with or without a version or alias
 * @param retryPolicy how long delivery is tried
 * @param deadLetterQueueArn the SQS queue for events that could not be delivered
 * @param input what the function is given in place of the event; absent for the event itself
 */
public record RuleTarget(
    String id,
    String arn,
    RetryPolicy retryPolicy,
    Optional<String> deadLetterQueueArn,
    Optional<Object> input) {
  /**
   * A target that is given the event itself.
   *
   * @param id unique within the rule
   * @param arn the function's ARN
   * @param retryPolicy how long delivery is tried
   * @param deadLetterQueueArn the SQS queue for events that could not be delivered
   */
  public RuleTarget(
      String id, String arn, RetryPolicy retryPolicy, Optional<String> deadLetterQueueArn) {
    this(id, arn, retryPolicy, deadLetterQueueArn, Optional.empty());
  }

  /**
   * Checks that the target is one that is modelled.
   *
   * @throws IllegalArgumentException where it is no Lambda function
   */
  public RuleTarget {
    if (!arn.matches("arn:aws[a-z-]*:lambda:.*")) {
      throw new IllegalArgumentException(
          "Simulated EventBridge delivers to Lambda functions alone, not to " + arn + ".");
    }
  }
}
