package dev.lastgood.functions.handler;

import java.time.Duration;

/**
 * How long a call to AWS takes at the most. Leases, budgets and timeouts reckon with these; see
 * docs/deadline.md.
 */
public final class CallLimits {
  /** What one attempt gives up after. */
  public static final Duration ATTEMPT = Duration.ofSeconds(3);

  /** What a call gives up after, all its attempts and back-offs included. */
  public static final Duration CALL = Duration.ofSeconds(8);

  private CallLimits() {}
}
