package dev.lastgood.asl;

import java.util.Locale;

/**
 * The kinds of history events, in the API's words.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html#StepFunctions-Type-HistoryEvent-type">HistoryEvent,
 *     type</a>
 */
public enum HistoryEventType {
  EXECUTION_STARTED,
  EXECUTION_SUCCEEDED,
  EXECUTION_FAILED,
  EXECUTION_TIMED_OUT,
  EXECUTION_ABORTED,
  EXECUTION_REDRIVEN,
  TASK_STATE_ENTERED,
  TASK_SCHEDULED,
  TASK_STARTED,
  TASK_SUBMITTED,
  TASK_SUCCEEDED,
  TASK_FAILED,
  TASK_TIMED_OUT,
  TASK_STATE_ABORTED,
  TASK_STATE_EXITED,
  LAMBDA_FUNCTION_SCHEDULED,
  LAMBDA_FUNCTION_STARTED,
  LAMBDA_FUNCTION_SUCCEEDED,
  LAMBDA_FUNCTION_FAILED,
  LAMBDA_FUNCTION_TIMED_OUT,
  PASS_STATE_ENTERED,
  PASS_STATE_EXITED,
  CHOICE_STATE_ENTERED,
  CHOICE_STATE_EXITED,
  WAIT_STATE_ENTERED,
  WAIT_STATE_ABORTED,
  WAIT_STATE_EXITED,
  SUCCEED_STATE_ENTERED,
  SUCCEED_STATE_EXITED,
  FAIL_STATE_ENTERED,
  PARALLEL_STATE_ENTERED,
  PARALLEL_STATE_STARTED,
  PARALLEL_STATE_SUCCEEDED,
  PARALLEL_STATE_FAILED,
  PARALLEL_STATE_ABORTED,
  PARALLEL_STATE_EXITED,
  MAP_STATE_ENTERED,
  MAP_STATE_STARTED,
  MAP_ITERATION_STARTED,
  MAP_ITERATION_SUCCEEDED,
  MAP_ITERATION_FAILED,
  MAP_ITERATION_ABORTED,
  MAP_RUN_STARTED,
  MAP_RUN_SUCCEEDED,
  MAP_RUN_FAILED,
  MAP_RUN_ABORTED,
  MAP_STATE_SUCCEEDED,
  MAP_STATE_FAILED,
  MAP_STATE_ABORTED,
  MAP_STATE_EXITED,
  EVALUATION_FAILED;

  private final String apiName;

  HistoryEventType() {
    StringBuilder words = new StringBuilder();
    for (String word : name().split("_")) {
      words.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    apiName = words.toString();
  }

  /** The name that the API uses, such as {@code TaskStateEntered}. */
  public String apiName() {
    return apiName;
  }
}
