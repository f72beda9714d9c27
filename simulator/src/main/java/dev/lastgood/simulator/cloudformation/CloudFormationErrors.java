package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Validation;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.LimitExceededException;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

/**
 * CloudFormation's answers to what it refuses; see the errors of each action in its API Reference.
 * The wording is from field reports.
 */
final class CloudFormationErrors {
  static final ServiceError VALIDATION = error("ValidationError", CloudFormationException::builder);
  static final ServiceError ALREADY_EXISTS =
      error("AlreadyExistsException", AlreadyExistsException::builder);
  static final ServiceError CHANGE_SET_NOT_FOUND =
      error("ChangeSetNotFound", 404, ChangeSetNotFoundException::builder);
  static final ServiceError INVALID_CHANGE_SET_STATUS =
      error("InvalidChangeSetStatus", InvalidChangeSetStatusException::builder);
  static final ServiceError LIMIT_EXCEEDED =
      error("LimitExceededException", LimitExceededException::builder);
  static final ServiceError INSUFFICIENT_CAPABILITIES =
      error("InsufficientCapabilitiesException", InsufficientCapabilitiesException::builder);
  static final ServiceError TOKEN_ALREADY_EXISTS =
      error("TokenAlreadyExistsException", TokenAlreadyExistsException::builder);

  static final ServiceProfile.Answers COMMON =
      new ServiceProfile.Answers(
          error("Throttling", CloudFormationException::builder),
          error("AccessDenied", 403, CloudFormationException::builder),
          error("InternalFailure", 500, CloudFormationException::builder),
          Validation.constraints(VALIDATION));

  private CloudFormationErrors() {}

  static AwsServiceException validation(String message) {
    return VALIDATION.saying(message);
  }

  static AwsServiceException noStackWithId(String nameOrId) {
    return validation("Stack with id " + nameOrId + " does not exist");
  }

  static AwsServiceException noStack(String nameOrId) {
    return validation("Stack [" + nameOrId + "] does not exist");
  }

  static AwsServiceException invalidToken() {
    return validation("The NextToken value is not valid.");
  }

  private static ServiceError error(
      String code, Supplier<? extends AwsServiceException.Builder> exception) {
    return error(code, 400, exception);
  }

  private static ServiceError error(
      String code, int status, Supplier<? extends AwsServiceException.Builder> exception) {
    return new ServiceError("CloudFormation", code, status, exception);
  }
}
