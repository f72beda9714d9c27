package dev.lastgood.functions.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * The right to change a target, as its holder knows it.
 *
 * @param targetId the target
 * @param incidentId the holder: a lease belongs to an incident, not to a function
 * @param fence the number of this attempt; greater than that of every attempt before
 * @param expiresAt when the right ends unless it is renewed
 */
public record Lease(String targetId, String incidentId, long fence, Instant expiresAt) {
  /** How long a lease lasts; longer than any function that changes anything may run. */
  public static final Duration DURATION = Duration.ofSeconds(90);

  /**
   * Whether a call that changes the target may still be made under it: only if the lease outlives
   * both what is left of the function and the call's own timeout, so that not even a call that is
   * delayed to the last moment can land under somebody else's lease.
   *
   * @param now the holder's clock
   * @param functionTimeLeft what Lambda still grants
   * @param callTimeout the longest that the call can take
   * @return false where the lease could end first
   */
  public boolean covers(Instant now, Duration functionTimeLeft, Duration callTimeout) {
    return expiresAt.isAfter(now.plus(functionTimeLeft).plus(callTimeout));
  }
}
