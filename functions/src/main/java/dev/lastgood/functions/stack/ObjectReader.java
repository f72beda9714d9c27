package dev.lastgood.functions.stack;

import dev.lastgood.functions.handler.Platform;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Looks whether objects are in S3. Without the right to list a bucket, S3 says of a missing object
 * what it says of a forbidden one: that counts as not seen.
 */
final class ObjectReader {
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;

  private final S3Client s3;

  ObjectReader(Platform platform) {
    this.s3 = platform.client(S3Client.class);
  }

  /**
   * Looks for one object.
   *
   * @param object which one
   * @param buckets those in which may be looked
   * @return what was found; where no version is named, with the object's entity tag
   * @throws software.amazon.awssdk.core.exception.SdkException where S3 does not say
   */
  AssetReading read(Asset.S3Object object, List<String> buckets) {
    if (!buckets.contains(object.bucket())) {
      return new AssetReading.NotLookedFor(
          "the bucket " + object.bucket() + " is none of assetBuckets.");
    }
    try {
      String tag =
          s3.headObject(
                  HeadObjectRequest.builder()
                      .bucket(object.bucket())
                      .key(object.key())
                      .versionId(object.versionId().orElse(null))
                      .build())
              .eTag();
      return new AssetReading.Present(
          object.versionId().isPresent() ? Optional.empty() : Optional.ofNullable(tag));
    } catch (S3Exception refused) {
      // A version that is a delete marker is "not allowed" to be read.
      if (refused.statusCode() == NOT_FOUND || refused.statusCode() == METHOD_NOT_ALLOWED) {
        return new AssetReading.Gone();
      }
      throw refused;
    }
  }
}
