package dev.lastgood.test.deadline;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An entry of a state's {@code Retry}, at its worst: each back-off as long as it can be. A full
 * jitter only shortens it.
 *
 * @param retries how often it retries
 * @param intervalSeconds the first back-off
 * @param backoffRate what the next is the multiple of
 * @param delaySecondsMax what a back-off never exceeds
 */
record Retrier(int retries, int intervalSeconds, double backoffRate, int delaySecondsMax) {
  /** The defaults are those of "Error handling in Step Functions" in its Developer Guide. */
  static Retrier of(JsonNode entry) {
    return new Retrier(
        entry.path("MaxAttempts").asInt(3),
        entry.path("IntervalSeconds").asInt(1),
        entry.path("BackoffRate").asDouble(2),
        entry.path("MaxDelaySeconds").asInt(31_622_400));
  }

  /** The back-offs before the first so many retries together, in seconds. */
  int backOffSeconds(int count) {
    double seconds = 0;
    for (int retry = 0; retry < count; retry++) {
      seconds += Math.min(delaySecondsMax, intervalSeconds * Math.pow(backoffRate, retry));
    }
    return (int) Math.ceil(seconds);
  }

  int backOffSeconds() {
    return backOffSeconds(retries);
  }
}
