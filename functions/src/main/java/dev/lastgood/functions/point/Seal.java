package dev.lastgood.functions.point;

import java.time.Instant;

/**
 * What shows that a point's body is the one that was captured.
 *
 * @param sha256 of the canonical form, in hexadecimal; also the last part of the body's key
 * @param mac KMS's HMAC over hash, target, time and schema version, in Base64
 * @param sealedAt the time that is under the HMAC
 * @param schemaVersion the schema version that is under the HMAC
 */
public record Seal(String sha256, String mac, Instant sealedAt, int schemaVersion) {
  /**
   * What the HMAC is made over.
   *
   * @param targetId the target that the point belongs to
   * @return a text in which no field can pass for another
   */
  String message(String targetId) {
    return String.join("\n", sha256, targetId, sealedAt.toString(), "" + schemaVersion);
  }
}
