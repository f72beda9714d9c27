package dev.lastgood.asl;

/** The status of an execution, in the words of the API. */
public enum ExecutionStatus {
  /** Under way. */
  RUNNING,
  /** Ended with an output. */
  SUCCEEDED,
  /** Ended by an error that nothing caught. */
  FAILED,
  /** Ended by the state machine's own {@code TimeoutSeconds}. */
  TIMED_OUT,
  /** Ended by StopExecution. */
  ABORTED
}
