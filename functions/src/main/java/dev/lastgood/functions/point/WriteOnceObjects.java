package dev.lastgood.functions.point;

import dev.lastgood.functions.handler.Platform;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects that are written once and never changed. Their keys carry the hash of what they hold, or
 * of what it stands for, so that whatever is there already is what is brought.
 */
final class WriteOnceObjects {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final String bucket;

  /** An object that is not there, or may not be read; the cause is S3's answer. */
  static final class GoneException extends Exception {
    private static final long serialVersionUID = 1L;

    private GoneException(S3Exception refused) {
      super(refused.getMessage(), refused);
    }
  }

  /**
   * Objects of the bucket.
   *
   * @param platform where the client comes from, and the variable {@code BUCKET}
   */
  WriteOnceObjects(Platform platform) {
    this.s3 = platform.client(S3Client.class);
    this.bucket = platform.variable("BUCKET");
  }

  /** The bucket that they are in. */
  String bucket() {
    return bucket;
  }

  /** Keeps an object, if it is not there yet. */
  void keep(String key, String contentType, byte[] content) {
    try {
      s3.putObject(
          PutObjectRequest.builder()
              .bucket(bucket)
              .key(key)
              .contentType(contentType)
              .ifNoneMatch("*")
              .build(),
          RequestBody.fromBytes(content));
    } catch (S3Exception refused) {
      if (refused.statusCode() != PRECONDITION_FAILED) {
        throw refused;
      }
    }
  }

  /**
   * What an object holds. To whoever may not list a bucket, S3 does not say whether an object
   * exists: it answers 403 for both. See GetObject in the Amazon S3 API Reference.
   *
   * @throws GoneException where it is not there, or may not be read
   */
  byte[] read(String key) throws GoneException {
    try {
      return s3.getObjectAsBytes(GetObjectRequest.builder().bucket(bucket).key(key).build())
          .asByteArray();
    } catch (S3Exception refused) {
      if (refused.statusCode() == NOT_FOUND || refused.statusCode() == FORBIDDEN) {
        throw new GoneException(refused);
      }
      throw refused;
    }
  }
}
