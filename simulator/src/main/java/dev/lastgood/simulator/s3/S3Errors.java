package dev.lastgood.simulator.s3;

import dev.lastgood.simulator.kernel.ServiceError;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Validation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What S3 answers when it refuses. See "Error responses",
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
final class S3Errors {
  static final ServiceError NO_SUCH_BUCKET =
      error("NoSuchBucket", 404, NoSuchBucketException::builder);
  static final ServiceError NO_SUCH_KEY = error("NoSuchKey", 404, NoSuchKeyException::builder);
  static final ServiceError NO_SUCH_VERSION = error("NoSuchVersion", 404, S3Exception::builder);
  static final ServiceError ACCESS_DENIED = error("AccessDenied", 403, S3Exception::builder);
  static final ServiceError PRECONDITION_FAILED =
      error("PreconditionFailed", 412, S3Exception::builder);
  static final ServiceError CONDITIONAL_REQUEST_CONFLICT =
      error("ConditionalRequestConflict", 409, S3Exception::builder);
  static final ServiceError METHOD_NOT_ALLOWED =
      error("MethodNotAllowed", 405, S3Exception::builder);
  static final ServiceError NOT_IMPLEMENTED = error("NotImplemented", 501, S3Exception::builder);
  static final ServiceError INVALID_ARGUMENT = error("InvalidArgument", 400, S3Exception::builder);

  static final ServiceProfile.Answers COMMON =
      new ServiceProfile.Answers(
          error("SlowDown", 503, S3Exception::builder),
          ACCESS_DENIED,
          error("InternalError", 500, S3Exception::builder),
          Validation.parameters(INVALID_ARGUMENT, INVALID_ARGUMENT),
          List.of(NO_SUCH_BUCKET, NO_SUCH_KEY));

  private S3Errors() {}

  static AwsServiceException noSuchBucket() {
    return NO_SUCH_BUCKET.saying("The specified bucket does not exist");
  }

  static AwsServiceException noSuchKey() {
    return NO_SUCH_KEY.saying("The specified key does not exist.");
  }

  static AwsServiceException accessDenied() {
    return ACCESS_DENIED.saying("Access Denied");
  }

  static AwsServiceException noSuchVersion() {
    return NO_SUCH_VERSION.saying("The specified version does not exist.");
  }

  /** "Conditional writes" in the Amazon S3 User Guide: one that meets another is to be repeated. */
  static Optional<AwsServiceException> conflict(Object request) {
    return request instanceof PutObjectRequest put
            && (put.ifNoneMatch() != null || put.ifMatch() != null)
        ? Optional.of(
            CONDITIONAL_REQUEST_CONFLICT.saying(
                "The conditional request cannot succeed due to a conflicting operation against"
                    + " this resource."))
        : Optional.empty();
  }

  static AwsServiceException preconditionFailed() {
    return PRECONDITION_FAILED.saying(
        "At least one of the pre-conditions you specified did not hold");
  }

  static AwsServiceException isDeleteMarker() {
    return METHOD_NOT_ALLOWED.saying("The specified method is not allowed against this resource.");
  }

  static AwsServiceException retained() {
    return ACCESS_DENIED.saying("Access Denied because object protected by object lock.");
  }

  static AwsServiceException notImplemented() {
    return NOT_IMPLEMENTED.saying(
        "A header you provided implies functionality that is not implemented");
  }

  private static ServiceError error(
      String code, int status, Supplier<? extends AwsServiceException.Builder> exception) {
    return new ServiceError("S3", code, status, exception);
  }
}
