package dev.lastgood.simulator.kernel;

import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Makes exceptions as the SDK makes them from a service's answer, details included. */
public final class ServiceErrors {
  /** The codes that the SDK's standard retry strategy takes for throttling. */
  private static final Set<String> THROTTLING_CODES =
      Set.of(
          "Throttling",
          "ThrottlingException",
          "ThrottledException",
          "RequestThrottledException",
          "TooManyRequestsException",
          "ProvisionedThroughputExceededException",
          "TransactionInProgressException",
          "RequestLimitExceeded",
          "BandwidthLimitExceeded",
          "LimitExceededException",
          "RequestThrottled",
          "SlowDown",
          "PriorRequestNotComplete",
          "EC2ThrottledException");

  private ServiceErrors() {}

  /**
   * An exception of the builder's type.
   *
   * @param builder the service's base exception, or one of its modelled ones
   * @param service the service's name, as its answers give it
   * @param code the error code
   * @param message the message
   * @param status the HTTP status
   * @return the exception, to be thrown
   */
  public static AwsServiceException of(
      Supplier<? extends AwsServiceException.Builder> builder,
      String service,
      String code,
      String message,
      int status) {
    return builder
        .get()
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName(service)
                .errorCode(code)
                .errorMessage(message)
                .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
                .build())
        .message(message)
        .requestId("simulated")
        .statusCode(status)
        .build();
  }

  /**
   * What is left of an error where the answer has a status alone, as that to a HEAD has.
   *
   * @param failure the error
   * @return the same without code and message
   */
  public static AwsServiceException withoutBody(AwsServiceException failure) {
    AwsErrorDetails details =
        failure.awsErrorDetails().toBuilder().errorCode(null).errorMessage(null).build();
    return failure.toBuilder().awsErrorDetails(details).message(null).build();
  }

  /**
   * Whether a call was refused because there were too many: the SDK's standard retry strategy backs
   * off longer for these.
   *
   * @param failure the error
   * @return whether it is one of these
   */
  public static boolean isThrottling(AwsServiceException failure) {
    return failure.statusCode() == 429
        || THROTTLING_CODES.contains(failure.awsErrorDetails().errorCode());
  }

  static boolean isRetryable(AwsServiceException failure) {
    return failure.statusCode() >= 500 || isThrottling(failure);
  }
}
