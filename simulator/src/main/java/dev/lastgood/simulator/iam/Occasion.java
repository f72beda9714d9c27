package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.kernel.Operation;

/** Something that happens, on which AWS checks more than the call that somebody made. */
public sealed interface Occasion {
  /**
   * Somebody called an operation.
   *
   * @param caller who
   * @param operation what was called
   * @param request the SDK's request object
   */
  record Called(Principal caller, Operation operation, Object request) implements Occasion {}

  /**
   * A function runs.
   *
   * @param functionArn as it was invoked, with its version or alias
   */
  record FunctionRan(String functionArn) implements Occasion {}

  /**
   * An event that a function was given asynchronously has failed for the last time.
   *
   * @param functionArn as it was invoked, with its version or alias
   */
  record EventFailed(String functionArn) implements Occasion {}

  /**
   * An execution of a state machine runs.
   *
   * @param stateMachineArn with or without a version or alias
   */
  record MachineRan(String stateMachineArn) implements Occasion {}

  /**
   * A state machine invokes a function.
   *
   * @param stateMachineArn with or without a version or alias
   * @param functionArn as it is named in the state
   */
  record MachineInvoked(String stateMachineArn, String functionArn) implements Occasion {}

  /**
   * A state machine starts another one and waits for its end.
   *
   * @param stateMachineArn with or without a version or alias
   * @param startedArn the other machine, as it is named in the state
   * @param executionArn the other machine's execution
   */
  record MachineStarted(String stateMachineArn, String startedArn, String executionArn)
      implements Occasion {}

  /**
   * A schedule invokes its target.
   *
   * @param scheduleName the schedule
   */
  record ScheduleFired(String scheduleName) implements Occasion {}

  /**
   * A schedule gives up on its target and keeps the event in its dead-letter queue.
   *
   * @param scheduleName the schedule
   */
  record ScheduleGaveUp(String scheduleName) implements Occasion {}

  /**
   * A rule gives an event to a function.
   *
   * @param ruleArn the rule
   * @param functionArn its target, with its version or alias
   */
  record RuleMatched(String ruleArn, String functionArn) implements Occasion {}

  /**
   * A rule gives up on a target and keeps the event in its dead-letter queue.
   *
   * @param ruleArn the rule
   * @param queueArn the queue
   */
  record RuleGaveUp(String ruleArn, String queueArn) implements Occasion {}

  /**
   * An alarm takes one of its actions.
   *
   * @param alarmArn the alarm
   * @param actionArn a topic or a function, with its version or alias
   */
  record AlarmActed(String alarmArn, String actionArn) implements Occasion {}
}
