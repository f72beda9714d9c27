package dev.lastgood.simulator.s3;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/**
 * One version of an object, or the marker of its deletion.
 *
 * @param id its version id; empty in a bucket without versions
 * @param content empty for a delete marker
 * @param lastModified when it was written
 * @param retention what keeps it from being deleted
 */
record Version(
    Optional<String> id,
    Optional<Content> content,
    Instant lastModified,
    Optional<Retention> retention) {
  /**
   * What an object holds.
   *
   * @param bytes its body; not to be changed
   * @param eTag in double quotes, as S3 writes it
   * @param contentType its media type
   * @param metadata the user's own
   */
  record Content(byte[] bytes, String eTag, String contentType, Map<String, String> metadata) {}

  /**
   * Object Lock's retention.
   *
   * @param mode whether it can be bypassed
   * @param until until when it holds
   */
  record Retention(ObjectLockMode mode, Instant until) {}

  boolean isDeleteMarker() {
    return content.isEmpty();
  }
}
