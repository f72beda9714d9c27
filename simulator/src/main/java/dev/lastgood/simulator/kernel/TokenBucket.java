package dev.lastgood.simulator.kernel;

import java.time.Duration;
import java.time.Instant;

/** A bucket of request tokens that refills with time, as AWS documents its API throttles. */
public final class TokenBucket {
  private final double capacity;
  private final double refillPerSecond;
  private double tokens;
  private Instant filledAt;

  /**
   * A full bucket.
   *
   * @param capacity the most tokens that it holds
   * @param refillPerSecond tokens that come back each second
   */
  public TokenBucket(double capacity, double refillPerSecond) {
    this.capacity = capacity;
    this.refillPerSecond = refillPerSecond;
    this.tokens = capacity;
  }

  /**
   * Takes tokens where there are enough.
   *
   * @param now the virtual now, never earlier than at the call before
   * @param count how many
   * @return false where there are too few: then none is taken
   */
  public boolean take(Instant now, double count) {
    double seconds = filledAt == null ? 0 : Duration.between(filledAt, now).toNanos() / 1e9;
    tokens = Math.min(capacity, tokens + seconds * refillPerSecond);
    filledAt = now;
    if (tokens < count) {
      return false;
    }
    tokens -= count;
    return true;
  }
}
