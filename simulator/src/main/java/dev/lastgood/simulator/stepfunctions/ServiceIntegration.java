package dev.lastgood.simulator.stepfunctions;

import dev.lastgood.asl.TaskCompletion;
import dev.lastgood.asl.TaskRequest;

/** What a Task state can call: one service's action. */
@FunctionalInterface
public interface ServiceIntegration {
  /**
   * Makes the call; Step Functions waits for the completion, or for the task token's callback after
   * it. Errors are named as Step Functions names them, such as {@code Sns.NotFoundException}.
   *
   * @param request the task's attempt
   * @param completion told the answer, at once or later
   */
  void call(TaskRequest request, TaskCompletion completion);
}
