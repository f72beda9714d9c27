package dev.lastgood.functions.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * The right to change a target, as its holder knows it.
 *
 * @param targetId the target
 * @param incidentId the holder: a lease belongs to an incident, not to a function; for what is owed
 *     after the incident was closed, {@link #afterClosing}
 * @param fence the number of this attempt; greater than that of every attempt before
 * @param expiresAt when the right ends unless it is renewed
 */
public record Lease(String targetId, String incidentId, long fence, Instant expiresAt) {
  /** How long a lease lasts; longer than any function that changes anything may run. */
  public static final Duration DURATION = Duration.ofSeconds(90);

  private static final String AFTER_CLOSING = "/owed";

  /**
   * Who holds the lease to meet what an incident still owes after it was closed. It is another
   * holder than the incident: an attempt to close that is late gives back the incident's leases,
   * and must not give back this one.
   *
   * @param incidentId the incident
   * @return the holder
   */
  public static String afterClosing(String incidentId) {
    return incidentId + AFTER_CLOSING;
  }

  /**
   * The incident that a holder acts for.
   *
   * @param owner as a lease's record names it
   * @return the incident's id
   */
  public static String incidentOf(String owner) {
    return owner.endsWith(AFTER_CLOSING)
        ? owner.substring(0, owner.length() - AFTER_CLOSING.length())
        : owner;
  }

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
