package dev.lastgood.functions.point;

import java.time.Instant;
import java.util.Optional;

/**
 * A recovery point in the index: what is known of it without its body.
 *
 * @param targetId the target
 * @param identity the hash of its restorable configuration
 * @param status where it is in its life
 * @param seal the seal of its body; the body's key follows from it
 * @param desiredCapacity the desired capacity that the body holds
 * @param firstSeenAt when this configuration was first captured
 * @param quietSince since when it has been running quietly without a break; absent where it is not
 *     running or not quiet
 * @param promotedAt when it became good; absent where it never did
 */
public record PointRecord(
    String targetId,
    String identity,
    PointStatus status,
    Seal seal,
    int desiredCapacity,
    Instant firstSeenAt,
    Optional<Instant> quietSince,
    Optional<Instant> promotedAt) {

  /**
   * Where the body is kept.
   *
   * @return the S3 key
   */
  public String bodyKey() {
    return "points/" + targetId + "/" + seal.sha256() + ".json";
  }

  /**
   * The same point, no longer trusted: to be good again it must soak again.
   *
   * @return a copy
   */
  public PointRecord suspected() {
    return with(PointStatus.SUSPECT, Optional.empty(), promotedAt);
  }

  /**
   * The same point in another state.
   *
   * @param newStatus the status
   * @param newQuietSince since when it has been quiet
   * @param newPromotedAt when it became good
   * @return a copy
   */
  PointRecord with(
      PointStatus newStatus, Optional<Instant> newQuietSince, Optional<Instant> newPromotedAt) {
    return new PointRecord(
        targetId,
        identity,
        newStatus,
        seal,
        desiredCapacity,
        firstSeenAt,
        newQuietSince,
        newPromotedAt);
  }

  /**
   * The same point with a newer body.
   *
   * @param newSeal the newer body's seal
   * @param newDesiredCapacity what it holds
   * @return a copy
   */
  PointRecord withBody(Seal newSeal, int newDesiredCapacity) {
    return new PointRecord(
        targetId,
        identity,
        status,
        newSeal,
        newDesiredCapacity,
        firstSeenAt,
        quietSince,
        promotedAt);
  }
}
