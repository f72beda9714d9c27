package dev.lastgood.simulator.sns;

import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Validation;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InternalErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * What SNS answers when it refuses; see the errors of each action and "Common errors" in its API
 * Reference.
 */
final class SnsErrors {
  static final ServiceError INVALID =
      error("InvalidParameter", 400, InvalidParameterException::builder);
  static final ServiceError INVALID_VALUE =
      error("ParameterValueInvalid", 400, InvalidParameterValueException::builder);
  static final ServiceError NOT_FOUND = error("NotFound", 404, NotFoundException::builder);
  static final ServiceError VALIDATION = error("ValidationError", 400, SnsException::builder);

  static final ServiceProfile.Answers COMMON =
      new ServiceProfile.Answers(
          error("Throttling", 400, SnsException::builder),
          error("AuthorizationError", 403, AuthorizationErrorException::builder),
          error("InternalError", 500, InternalErrorException::builder),
          Validation.constraints(VALIDATION));

  private SnsErrors() {}

  static AwsServiceException invalid(String what) {
    return INVALID.saying("Invalid parameter: " + what);
  }

  private static ServiceError error(
      String code, int status, Supplier<? extends AwsServiceException.Builder> exception) {
    return new ServiceError("Sns", code, status, exception);
  }
}
