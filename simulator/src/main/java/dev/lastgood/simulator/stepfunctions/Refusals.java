package dev.lastgood.simulator.stepfunctions;

import dev.lastgood.asl.StepFunctionsException;
import dev.lastgood.simulator.kernel.ServiceErrors;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** The interpreter's refusals as the SDK throws them. */
final class Refusals {
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
    return ServiceErrors.of(builder(code), "Sfn", code.apiName(), message, 400);
  }

  private static Supplier<? extends AwsServiceException.Builder> builder(
      StepFunctionsException.Code code) {
    return switch (code) {
      case EXECUTION_ALREADY_EXISTS -> ExecutionAlreadyExistsException::builder;
      case EXECUTION_DOES_NOT_EXIST -> ExecutionDoesNotExistException::builder;
      case INVALID_EXECUTION_INPUT -> InvalidExecutionInputException::builder;
      case INVALID_NAME -> InvalidNameException::builder;
      case INVALID_OUTPUT -> InvalidOutputException::builder;
      case INVALID_TOKEN -> InvalidTokenException::builder;
      case STATE_MACHINE_DOES_NOT_EXIST -> StateMachineDoesNotExistException::builder;
      case TASK_DOES_NOT_EXIST -> TaskDoesNotExistException::builder;
      case TASK_TIMED_OUT -> TaskTimedOutException::builder;
    };
  }
}
