package dev.lastgood.functions.point;

import dev.lastgood.functions.handler.CanonicalJson;
import dev.lastgood.functions.handler.Platform;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Texts that points hold the hashes of in their place, such as user data and templates: each in an
 * object of its own under its hash, encrypted as everything in the bucket is.
 */
final class HashedTexts {
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final String bucket;
  private final String folder;

  /**
   * The texts of one kind.
   *
   * @param folder what they are called among a target's objects
   */
  HashedTexts(Platform platform, String folder) {
    this.folder = folder;
    this.s3 = platform.client(S3Client.class);
    this.bucket = platform.variable("BUCKET");
  }

  /** Keeps what is not there yet. */
  void keep(String targetId, SortedMap<String, String> bySha256) {
    bySha256.forEach(
        (sha256, text) -> {
          try {
            s3.putObject(
                PutObjectRequest.builder()
                    .bucket(bucket)
                    .key(key(targetId, sha256))
                    .contentType("text/plain")
                    .ifNoneMatch("*")
                    .build(),
                RequestBody.fromBytes(text.getBytes(StandardCharsets.UTF_8)));
          } catch (S3Exception refused) {
            // The key is the hash of what it holds: what is there already is what we bring.
            if (refused.statusCode() != PRECONDITION_FAILED) {
              throw refused;
            }
          }
        });
  }

  /**
   * What has this hash.
   *
   * @param targetId the target
   * @param sha256 a hash that one of its points holds
   * @return the text; empty where it is not there, or is not what was kept
   */
  Optional<String> find(String targetId, String sha256) {
    try {
      byte[] content =
          s3.getObjectAsBytes(
                  GetObjectRequest.builder().bucket(bucket).key(key(targetId, sha256)).build())
              .asByteArray();
      return Optional.of(content)
          .filter(bytes -> CanonicalJson.sha256(bytes).equals(sha256))
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    } catch (S3Exception refused) {
      if (!PointStore.isGone(refused)) {
        throw refused;
      }
      return Optional.empty();
    }
  }

  /** Where it is kept. */
  String key(String targetId, String sha256) {
    return "points/" + targetId + "/" + folder + "/" + sha256;
  }
}
