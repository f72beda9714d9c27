package dev.lastgood.simulator.kernel;

/**
 * Something that an AWS service does without an SDK call of ours: it delivers, notifies, or acts
 * with a role that it was given. What it needs for that is allowed or denied by the same policies.
 */
public sealed interface ServiceAct {
  /**
   * A rule of EventBridge invokes a function.
   *
   * @param ruleArn the rule
   * @param functionArn the function, with its version or alias
   */
  record RuleInvokes(String ruleArn, String functionArn) implements ServiceAct {}

  /**
   * A rule of EventBridge puts an event that it could not deliver into a queue.
   *
   * @param ruleArn the rule
   * @param queueArn the queue
   */
  record RuleKeeps(String ruleArn, String queueArn) implements ServiceAct {}

  /**
   * A schedule invokes a function, with the role that its target names.
   *
   * @param scheduleArn the schedule
   * @param roleArn the role
   * @param functionArn the function, with its version or alias
   */
  record ScheduleInvokes(String scheduleArn, String roleArn, String functionArn)
      implements ServiceAct {}

  /**
   * A schedule puts an invocation that it could not make into a queue.
   *
   * @param scheduleArn the schedule
   * @param roleArn the role
   * @param queueArn the queue
   */
  record ScheduleKeeps(String scheduleArn, String roleArn, String queueArn) implements ServiceAct {}

  /**
   * Lambda begins to run a function, with its role: its log stream and its traces.
   *
   * @param functionName the function
   */
  record FunctionRuns(String functionName) implements ServiceAct {}

  /**
   * Lambda puts an event that a function could not handle into a queue.
   *
   * @param functionName the function
   * @param functionArn as it was invoked, with its version or alias
   * @param queueArn the queue
   */
  record FunctionKeeps(String functionName, String functionArn, String queueArn)
      implements ServiceAct {}

  /**
   * A state machine is created, with its logging and tracing.
   *
   * @param stateMachineArn the machine, without version or alias
   * @param roleArn its role
   */
  record MachineBegins(String stateMachineArn, String roleArn) implements ServiceAct {}

  /**
   * A task of a state machine calls a service.
   *
   * @param stateMachineArn the machine, with its version or alias
   * @param roleArn the role that the call is made with
   * @param resource the task's {@code Resource}
   * @param arguments what it is called with, JSON values
   */
  record TaskCalls(String stateMachineArn, String roleArn, String resource, Object arguments)
      implements ServiceAct {}

  /**
   * An alarm publishes to a topic.
   *
   * @param alarmArn the alarm
   * @param topicArn the topic
   */
  record AlarmNotifies(String alarmArn, String topicArn) implements ServiceAct {}

  /**
   * An alarm invokes a function.
   *
   * @param alarmArn the alarm
   * @param functionArn the function, with its version or alias
   */
  record AlarmInvokes(String alarmArn, String functionArn) implements ServiceAct {}
}
