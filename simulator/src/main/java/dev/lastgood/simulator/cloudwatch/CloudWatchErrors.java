package dev.lastgood.simulator.cloudwatch;

import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Validation;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.DashboardNotFoundErrorException;
import software.amazon.awssdk.services.cloudwatch.model.InternalServiceException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterCombinationException;

/**
 * CloudWatch's answers to what it refuses; see the errors of each action and "Common errors" in its
 * API Reference.
 */
final class CloudWatchErrors {
  static final ServiceError VALIDATION =
      error("ValidationError", 400, CloudWatchException::builder);

  /** Two errors of the model share this code, and the SDK takes every one for the other. */
  static final ServiceError NOT_FOUND =
      error("ResourceNotFound", 404, DashboardNotFoundErrorException::builder);

  static final ServiceError INVALID_COMBINATION =
      error("InvalidParameterCombination", 400, InvalidParameterCombinationException::builder);
  static final ServiceError INVALID_NEXT_TOKEN =
      error("InvalidNextToken", 400, InvalidNextTokenException::builder);

  static final ServiceProfile.Answers COMMON =
      new ServiceProfile.Answers(
          error("Throttling", 400, CloudWatchException::builder),
          error("AccessDenied", 403, CloudWatchException::builder),
          error("InternalServiceError", 500, InternalServiceException::builder),
          Validation.constraints(VALIDATION),
          List.of(NOT_FOUND));

  private CloudWatchErrors() {}

  static AwsServiceException validation(String message) {
    return VALIDATION.saying(message);
  }

  static AwsServiceException noAlarm(String name) {
    return NOT_FOUND.saying("Alarm " + name + " does not exist.");
  }

  static AwsServiceException invalidToken() {
    return INVALID_NEXT_TOKEN.saying("The next token specified is invalid.");
  }

  private static ServiceError error(
      String code, int status, Supplier<? extends AwsServiceException.Builder> exception) {
    return new ServiceError("CloudWatch", code, status, exception);
  }
}
