package dev.lastgood.simulator.s3;

import dev.lastgood.simulator.kernel.ServiceErrors;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What S3 answers when it refuses. See "Error responses",
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
final class S3Errors {
  private S3Errors() {}

  static AwsServiceException noSuchBucket() {
    return error(
        NoSuchBucketException::builder, "NoSuchBucket", "The specified bucket does not exist", 404);
  }

  static AwsServiceException noSuchKey() {
    return error(
        NoSuchKeyException::builder, "NoSuchKey", "The specified key does not exist.", 404);
  }

  static AwsServiceException accessDenied() {
    return error(S3Exception::builder, "AccessDenied", "Access Denied", 403);
  }

  static AwsServiceException noSuchVersion() {
    return error(
        S3Exception::builder, "NoSuchVersion", "The specified version does not exist.", 404);
  }

  static AwsServiceException preconditionFailed() {
    return error(
        S3Exception::builder,
        "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold",
        412);
  }

  static AwsServiceException isDeleteMarker() {
    return error(
        S3Exception::builder,
        "MethodNotAllowed",
        "The specified method is not allowed against this resource.",
        405);
  }

  static AwsServiceException retained() {
    return error(
        S3Exception::builder,
        "AccessDenied",
        "Access Denied because object protected by object lock.",
        403);
  }

  static AwsServiceException notImplemented() {
    return error(
        S3Exception::builder,
        "NotImplemented",
        "A header you provided implies functionality that is not implemented",
        501);
  }

  private static AwsServiceException error(
      Supplier<? extends AwsServiceException.Builder> builder,
      String code,
      String message,
      int status) {
    return ServiceErrors.of(builder, "S3", code, message, status);
  }
}
