package dev.lastgood.simulator.kernel;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long something takes: log-normal, given by its median and its 99th percentile.
 *
 * @param medianSeconds half of all draws are shorter
 * @param p99Seconds one draw in a hundred is longer
 */
public record Timing(double medianSeconds, double p99Seconds) {
  private static final double NORMAL_P99 = 2.3263478740408408;

  /**
   * Checks that the figures describe a distribution.
   *
   * @throws IllegalArgumentException where the median is negative or above the 99th percentile
   */
  public Timing {
    if (medianSeconds < 0 || p99Seconds < medianSeconds) {
      throw new IllegalArgumentException(
          "A timing needs 0 <= median <= p99, not " + medianSeconds + " and " + p99Seconds + ".");
    }
  }

  /**
   * One draw. The tail is cut at four standard deviations, because the endless waits that happen in
   * the real world are modelled as faults, where they can be counted.
   *
   * @param chance the stream to draw from
   * @return the duration drawn
   */
  public Duration draw(RandomGenerator chance) {
    return Duration.ofNanos((long) (drawSeconds(chance) * 1e9));
  }

  /**
   * One draw, in seconds.
   *
   * @param chance the stream to draw from
   * @return seconds, never negative
   */
  public double drawSeconds(RandomGenerator chance) {
    if (medianSeconds == 0) {
      return 0;
    }
    double sigma = Math.log(p99Seconds / medianSeconds) / NORMAL_P99;
    double normal = Math.clamp(chance.nextGaussian(), -4, 4);
    return medianSeconds * StrictMath.exp(sigma * normal);
  }
}
