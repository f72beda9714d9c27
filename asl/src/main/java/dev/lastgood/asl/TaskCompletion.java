package dev.lastgood.asl;

/**
 * How a {@link TaskHandler} reports. Only the first end counts: what comes after it, or after the
 * task timed out or was given up, is ignored without harm.
 */
public interface TaskCompletion {

  /**
   * The call was answered. This ends the task, except when the task waits for a task token: then
   * the call has only been submitted, and the token's callback ends it.
   *
   * @param output a JSON document as plain Java values, from now on frozen
   */
  void succeed(Object output);

  /**
   * The task failed.
   *
   * @param error the error's name as Retry and Catch see it, such as {@code
   *     Lambda.TooManyRequestsException}
   * @param cause the explanation; for an exception in a function AWS gives a JSON string with
   *     {@code errorMessage}, {@code errorType} and {@code stackTrace}
   */
  void fail(String error, String cause);

  /**
   * The task failed, and gives no explanation.
   *
   * @param error the error's name as Retry and Catch see it
   */
  void fail(String error);

  /**
   * A job that this task runs to its end ({@code .sync}) has been accepted; {@link #succeed} or
   * {@link #fail} follows. Recorded as {@code TaskSubmitted}.
   *
   * @param output the answer to the call that submitted the job
   */
  void submitted(Object output);
}
