package dev.lastgood.simulator.rehearsal;

import java.util.stream.DoubleStream;

/**
 * How a figure is distributed over a campaign.
 *
 * @param p50 half of the incidents have at most this
 * @param p95 19 of 20 incidents have at most this
 * @param p99 99 of 100 incidents have at most this
 * @param max no incident has more
 */
public record Percentiles(double p50, double p95, double p99, double max) {
  /**
   * How figures are distributed.
   *
   * @param figures in any order
   * @return zeros where there is none
   */
  static Percentiles of(DoubleStream figures) {
    double[] sorted = figures.sorted().toArray();
    return new Percentiles(at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
  }

  /** The smallest figure that at least this share of all does not exceed. */
  private static double at(double[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
