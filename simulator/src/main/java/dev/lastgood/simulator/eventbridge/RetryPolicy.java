package dev.lastgood.simulator.eventbridge;

import java.time.Duration;

/**
 * How long delivery to a target is tried; see "How EventBridge retries delivering events" in the
 * Amazon EventBridge User Guide.
 *
 * @param maximumRetryAttempts how often after the first attempt, 0 to 185
 * @param maximumEventAge how long after the event was accepted, 60 s to 24 h
 */
public record RetryPolicy(int maximumRetryAttempts, Duration maximumEventAge) {
  /** What a target has that configures nothing. */
  public static final RetryPolicy DEFAULT = new RetryPolicy(185, Duration.ofHours(24));

  /**
   * Checks the ranges that EventBridge allows.
   *
   * @throws IllegalArgumentException naming the setting outside its range
   */
  public RetryPolicy {
    if (maximumRetryAttempts < 0 || maximumRetryAttempts > 185) {
      throw new IllegalArgumentException(
          "MaximumRetryAttempts is 0 to 185, not " + maximumRetryAttempts + ".");
    }
    if (maximumEventAge.toSeconds() < 60 || maximumEventAge.toSeconds() > 86_400) {
      throw new IllegalArgumentException(
          "MaximumEventAgeInSeconds is 60 to 86400, not " + maximumEventAge.toSeconds() + ".");
    }
  }
}
