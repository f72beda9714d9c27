package dev.lastgood.functions.restorable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Whether a target could be recovered, as it was found last.
 *
 * @param targetId the target
 * @param recoverable whether one of its good points can be restored
 * @param because to which point, or why to none, in sentences
 * @param identity the identity of that point; absent where there is none
 * @param checkedAt when it was looked at
 */
public record Recoverability(
    String targetId,
    boolean recoverable,
    String because,
    Optional<String> identity,
    Instant checkedAt) {
  /** What fits a notice; all of it stands in the state table. */
  private static final int BECAUSE_MAX = 300;

  /**
   * What people are told.
   *
   * @return a few sentences, shortened where there are many
   */
  public String says() {
    return targetId
        + (recoverable ? " is recoverable. " : " is not recoverable, because: ")
        + (because.length() <= BECAUSE_MAX ? because : because.substring(0, BECAUSE_MAX - 1) + "…")
        + " (Looked at "
        + checkedAt.truncatedTo(ChronoUnit.SECONDS)
        + ".)";
  }
}
