package dev.lastgood.simulator.cloudwatch;

import java.util.Map;

/** What an alarm's action does: it publishes to a topic, or invokes a function. */
@FunctionalInterface
public interface AlarmActions {
  /**
   * Carries out an action, which is allowed.
   *
   * @param actionArn the topic, or the function with its version or alias
   * @param what what CloudWatch hands a function, JSON values
   */
  void perform(String actionArn, Map<String, Object> what);

  /**
   * Whether an action invokes a function.
   *
   * @param actionArn the action
   * @return true for the ARN of a function
   */
  static boolean isFunction(String actionArn) {
    return actionArn.matches("arn:aws[a-z-]*:lambda:.*");
  }
}
