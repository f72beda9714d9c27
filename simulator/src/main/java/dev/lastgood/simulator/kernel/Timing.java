package dev.lastgood.simulator.kernel;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long something takes: log-normal, given by its median and its 99th percentile. */
public final class Timing {
  private static final double NORMAL_P99 = 2.3263478740408408;

  private final double medianSeconds;
  private final double p99Seconds;
  private final double sigma;

  /**
   * A distribution.
   *
   * @param medianSeconds half of all draws are shorter
   * @param p99Seconds one draw in a hundred is longer
   * @throws IllegalArgumentException where the median is negative or above the 99th percentile
   */
  public Timing(double medianSeconds, double p99Seconds) {
    if (medianSeconds < 0 || p99Seconds < medianSeconds) {
      throw new IllegalArgumentException(
          "A timing needs 0 <= median <= p99, not " + medianSeconds + " and " + p99Seconds + ".");
    }
    this.medianSeconds = medianSeconds;
    this.p99Seconds = p99Seconds;
    // StrictMath, because the last digit of Math's results may differ between machines.
    this.sigma = medianSeconds == 0 ? 0 : StrictMath.log(p99Seconds / medianSeconds) / NORMAL_P99;
  }

  /**
   * The median.
   *
   * @return seconds
   */
  public double medianSeconds() {
    return medianSeconds;
  }

  /**
   * The 99th percentile.
   *
   * @return seconds
   */
  public double p99Seconds() {
    return p99Seconds;
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
    return medianSeconds * StrictMath.exp(sigma * Math.clamp(chance.nextGaussian(), -4, 4));
  }
}
