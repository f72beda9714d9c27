package dev.lastgood.asl;

import java.util.Optional;

/**
 * Does the work of Task states: Lambda functions by their ARN and service integrations. Nested
 * executions ({@code states:startExecution}) are handled by the {@link StateMachineHost} and never
 * arrive here, unless {@link StateMachineHost.Builder#delegateNestedExecutions} asks for them.
 */
@FunctionalInterface
public interface TaskHandler {

  /**
   * Starts one attempt of a task and returns without waiting for it. The completion may be called
   * at once or later, from a task of the {@link Scheduler}.
   *
   * <p>For a Lambda function's own ARN the output is the function's result; for {@code
   * arn:aws:states:::service:action} it is the service's answer (for {@code lambda:invoke} the
   * object with {@code Payload}, {@code StatusCode} and {@code ExecutedVersion}).
   *
   * @return cancelled when Step Functions stops caring: the task timed out, or its execution or
   *     branch ended. The work itself may well go on, as it does on AWS
   */
  Cancellable start(TaskRequest request, TaskCompletion completion);

  /**
   * Whether the state machine's role may not start a nested execution; asked before one is started.
   *
   * @param request the task's attempt
   * @return empty where it may; else the cause that the task fails with
   */
  default Optional<String> refusal(TaskRequest request) {
    return Optional.empty();
  }
}
