package dev.lastgood.asl;

import java.util.Objects;

/** A call that Step Functions refuses, with the API's own name for the reason. */
public final class StepFunctionsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The reasons, under the API's names. */
  public enum Code {
    /** The name is taken by an execution that has ended or has another input. */
    EXECUTION_ALREADY_EXISTS("ExecutionAlreadyExists"),
    /** No such execution. */
    EXECUTION_DOES_NOT_EXIST("ExecutionDoesNotExist"),
    /** The execution runs, has succeeded, or ended too long ago. */
    EXECUTION_NOT_REDRIVABLE("ExecutionNotRedrivable"),
    /** The input is larger than a payload may be. */
    INVALID_EXECUTION_INPUT("InvalidExecutionInput"),
    /** The execution's name is empty, too long, or has characters that are not allowed. */
    INVALID_NAME("InvalidName"),
    /** The output is larger than a payload may be. */
    INVALID_OUTPUT("InvalidOutput"),
    /** The text is no task token at all. */
    INVALID_TOKEN("InvalidToken"),
    /** No such state machine. */
    STATE_MACHINE_DOES_NOT_EXIST("StateMachineDoesNotExist"),
    /** The token was never issued. */
    TASK_DOES_NOT_EXIST("TaskDoesNotExist"),
    /** The token's task is over: it timed out, was answered already, or its execution ended. */
    TASK_TIMED_OUT("TaskTimedOut");

    private final String apiName;

    Code(String apiName) {
      this.apiName = apiName;
    }

    /** The error code on the wire. */
    public String apiName() {
      return apiName;
    }
  }

  private final Code code;

  StepFunctionsException(Code code, String message) {
    super(message);
    this.code = Objects.requireNonNull(code);
  }

  /** Why the call was refused. */
  public Code code() {
    return code;
  }
}
