package dev.lastgood.simulator.lambda;

import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Validation;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ServiceException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** What Lambda answers when it refuses; see Invoke and "Common errors" in its API Reference. */
final class LambdaErrors {
  static final ServiceError NOT_FOUND =
      error("ResourceNotFoundException", 404, ResourceNotFoundException::builder);
  static final ServiceError TOO_LARGE =
      error("RequestTooLargeException", 413, RequestTooLargeException::builder);
  static final ServiceError UNREADABLE =
      error("InvalidRequestContentException", 400, InvalidRequestContentException::builder);
  static final ServiceError TOO_MANY_REQUESTS =
      error("TooManyRequestsException", 429, TooManyRequestsException::builder);
  static final ServiceError VALIDATION =
      error("ValidationException", 400, LambdaException::builder);

  static final ServiceProfile.Answers COMMON =
      new ServiceProfile.Answers(
          TOO_MANY_REQUESTS,
          error("AccessDeniedException", 403, LambdaException::builder),
          error("ServiceException", 500, ServiceException::builder),
          Validation.constraints(VALIDATION));

  private LambdaErrors() {}

  static AwsServiceException tooManyRequests(InvocationResult.Throttled throttled) {
    return TOO_MANY_REQUESTS.saying(
        "Rate Exceeded.", TooManyRequestsException.builder().reason(throttled.reason()));
  }

  private static ServiceError error(
      String code, int status, Supplier<? extends AwsServiceException.Builder> exception) {
    return new ServiceError("Lambda", code, status, exception);
  }
}
