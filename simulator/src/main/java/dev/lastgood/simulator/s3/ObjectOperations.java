package dev.lastgood.simulator.s3;

import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Operations on single objects. */
final class ObjectOperations {
  private static final String DEFAULT_CONTENT_TYPE = "application/octet-stream";

  private final VirtualTime time;
  private final RandomGenerator chance;
  private final Map<String, Bucket> buckets = new TreeMap<>();

  ObjectOperations(VirtualTime time, Chance chance) {
    this.time = time;
    this.chance = chance.stream("s3");
  }

  void createBucket(String name, boolean versioned) {
    buckets.put(name, new Bucket(versioned));
  }

  Bucket bucket(String name) {
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      throw S3Errors.noSuchBucket();
    }
    return bucket;
  }

  PutObjectResponse put(PutObjectRequest request, byte[] body) {
    Bucket bucket = bucket(request.bucket());
    checkPreconditions(request, bucket.current(request.key()));
    Version.Content content =
        new Version.Content(
            body,
            eTag(body),
            Objects.requireNonNullElse(request.contentType(), DEFAULT_CONTENT_TYPE),
            new TreeMap<>(request.metadata()));
    Optional<Version.Retention> retention =
        Optional.ofNullable(request.objectLockRetainUntilDate())
            .map(until -> new Version.Retention(request.objectLockMode(), until));
    Version version = new Version(newId(bucket), Optional.of(content), time.now(), retention);
    bucket.add(request.key(), version);
    PutObjectResponse.Builder response = PutObjectResponse.builder().eTag(content.eTag());
    version.id().ifPresent(response::versionId);
    return response.build();
  }

  /** Reads a version, or the current one. */
  Version read(String bucketName, String key, Optional<String> versionId) {
    Bucket bucket = bucket(bucketName);
    if (versionId.isEmpty()) {
      return bucket.current(key).orElseThrow(S3Errors::noSuchKey);
    }
    Version version =
        bucket.version(key, versionId.orElseThrow()).orElseThrow(S3Errors::noSuchVersion);
    if (version.isDeleteMarker()) {
      throw S3Errors.isDeleteMarker();
    }
    return version;
  }

  static GetObjectResponse got(Version version) {
    Version.Content content = version.content().orElseThrow();
    GetObjectResponse.Builder response =
        GetObjectResponse.builder()
            .eTag(content.eTag())
            .contentType(content.contentType())
            .contentLength((long) content.bytes().length)
            .lastModified(version.lastModified())
            .metadata(content.metadata());
    version.id().ifPresent(response::versionId);
    version
        .retention()
        .ifPresent(
            retention ->
                response
                    .objectLockMode(retention.mode())
                    .objectLockRetainUntilDate(retention.until()));
    return response.build();
  }

  static HeadObjectResponse described(Version version) {
    Version.Content content = version.content().orElseThrow();
    HeadObjectResponse.Builder response =
        HeadObjectResponse.builder()
            .eTag(content.eTag())
            .contentType(content.contentType())
            .contentLength((long) content.bytes().length)
            .lastModified(version.lastModified())
            .metadata(content.metadata());
    version.id().ifPresent(response::versionId);
    version
        .retention()
        .ifPresent(
            retention ->
                response
                    .objectLockMode(retention.mode())
                    .objectLockRetainUntilDate(retention.until()));
    return response.build();
  }

  /** Deletes a version for good, or puts a marker on top; what is not there is deleted as well. */
  DeleteObjectResponse delete(DeleteObjectRequest request) {
    Bucket bucket = bucket(request.bucket());
    DeleteObjectResponse.Builder response = DeleteObjectResponse.builder();
    if (request.versionId() != null) {
      response.versionId(request.versionId());
      bucket
          .version(request.key(), request.versionId())
          .ifPresent(
              version -> {
                checkRetention(version, Boolean.TRUE.equals(request.bypassGovernanceRetention()));
                bucket.remove(request.key(), version);
                if (version.isDeleteMarker()) {
                  response.deleteMarker(true);
                }
              });
    } else if (bucket.isVersioned()) {
      Version marker = new Version(newId(bucket), Optional.empty(), time.now(), Optional.empty());
      bucket.add(request.key(), marker);
      response.deleteMarker(true).versionId(marker.id().orElseThrow());
    } else {
      bucket.removeAll(request.key());
    }
    return response.build();
  }

  /**
   * See "How to prevent object overwrites with conditional writes",
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
   */
  private static void checkPreconditions(PutObjectRequest request, Optional<Version> current) {
    if (request.ifNoneMatch() != null) {
      if (!request.ifNoneMatch().equals("*")) {
        throw S3Errors.notImplemented();
      }
      if (current.isPresent()) {
        throw S3Errors.preconditionFailed();
      }
    }
    if (request.ifMatch() != null) {
      String eTag = current.flatMap(Version::content).orElseThrow(S3Errors::noSuchKey).eTag();
      if (!unquoted(eTag).equals(unquoted(request.ifMatch()))) {
        throw S3Errors.preconditionFailed();
      }
    }
  }

  private void checkRetention(Version version, boolean bypassesGovernance) {
    Instant now = time.now();
    version
        .retention()
        .filter(retention -> retention.until().isAfter(now))
        .filter(retention -> retention.mode() == ObjectLockMode.COMPLIANCE || !bypassesGovernance)
        .ifPresent(
            _ -> {
              throw S3Errors.retained();
            });
  }

  private Optional<String> newId(Bucket bucket) {
    if (!bucket.isVersioned()) {
      return Optional.empty();
    }
    byte[] id = new byte[16];
    chance.nextBytes(id);
    return Optional.of(HexFormat.of().formatHex(id));
  }

  private static String eTag(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(body);
      return "\"" + HexFormat.of().formatHex(digest) + "\"";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has MD5", impossible);
    }
  }

  private static String unquoted(String eTag) {
    return eTag.startsWith("\"") ? eTag.substring(1, eTag.length() - 1) : eTag;
  }
}
