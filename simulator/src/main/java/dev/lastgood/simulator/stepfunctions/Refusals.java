package dev.lastgood.simulator.stepfunctions;

import dev.lastgood.asl.StepFunctionsException;
import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Validation;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;
import software.amazon.awssdk.services.sfn.model.ValidationException;

/**
 * What Step Functions answers when it refuses, the interpreter's refusals among it; see the errors
 * of each action and "Common errors" in its API Reference.
 */
final class Refusals {
  static final ServiceError EXECUTION_ALREADY_EXISTS =
      error("ExecutionAlreadyExists", ExecutionAlreadyExistsException::builder);
  static final ServiceError EXECUTION_DOES_NOT_EXIST =
      error("ExecutionDoesNotExist", ExecutionDoesNotExistException::builder);
  static final ServiceError EXECUTION_NOT_REDRIVABLE =
      error("ExecutionNotRedrivable", ExecutionNotRedrivableException::builder);
  static final ServiceError INVALID_EXECUTION_INPUT =
      error("InvalidExecutionInput", InvalidExecutionInputException::builder);
  static final ServiceError INVALID_NAME = error("InvalidName", InvalidNameException::builder);
  static final ServiceError INVALID_OUTPUT =
      error("InvalidOutput", InvalidOutputException::builder);
  static final ServiceError INVALID_TOKEN = error("InvalidToken", InvalidTokenException::builder);
  static final ServiceError STATE_MACHINE_DOES_NOT_EXIST =
      error("StateMachineDoesNotExist", StateMachineDoesNotExistException::builder);
  static final ServiceError TASK_DOES_NOT_EXIST =
      error("TaskDoesNotExist", TaskDoesNotExistException::builder);
  static final ServiceError TASK_TIMED_OUT = error("TaskTimedOut", TaskTimedOutException::builder);
  static final ServiceError VALIDATION = error("ValidationException", ValidationException::builder);

  static final ServiceProfile.Answers COMMON =
      new ServiceProfile.Answers(
          error("ThrottlingException", SfnException::builder),
          error("AccessDeniedException", SfnException::builder),
          error("InternalFailure", 500, SfnException::builder),
          Validation.constraints(VALIDATION),
          List.of(VALIDATION));

  private Refusals() {}

  /** Makes a call of the interpreter. */
  static <R> R translated(Supplier<R> call) {
    try {
      return call.get();
    } catch (StepFunctionsException refused) {
      throw of(refused.code(), refused.getMessage());
    }
  }

  static AwsServiceException of(StepFunctionsException.Code code, String message) {
    return error(code).saying(message);
  }

  private static ServiceError error(StepFunctionsException.Code code) {
    return switch (code) {
      case EXECUTION_ALREADY_EXISTS -> EXECUTION_ALREADY_EXISTS;
      case EXECUTION_DOES_NOT_EXIST -> EXECUTION_DOES_NOT_EXIST;
      case EXECUTION_NOT_REDRIVABLE -> EXECUTION_NOT_REDRIVABLE;
      case INVALID_EXECUTION_INPUT -> INVALID_EXECUTION_INPUT;
      case INVALID_NAME -> INVALID_NAME;
      case INVALID_OUTPUT -> INVALID_OUTPUT;
      case INVALID_TOKEN -> INVALID_TOKEN;
      case STATE_MACHINE_DOES_NOT_EXIST -> STATE_MACHINE_DOES_NOT_EXIST;
      case TASK_DOES_NOT_EXIST -> TASK_DOES_NOT_EXIST;
      case TASK_TIMED_OUT -> TASK_TIMED_OUT;
    };
  }

  private static ServiceError error(
      String code, Supplier<? extends AwsServiceException.Builder> exception) {
    return error(code, 400, exception);
  }

  private static ServiceError error(
      String code, int status, Supplier<? extends AwsServiceException.Builder> exception) {
    return new ServiceError("Sfn", code, status, exception);
  }
}
