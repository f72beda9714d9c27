package dev.lastgood.simulator.rehearsal;

/**
 * How a figure is distributed over a campaign.
 *
 * @param p50 half of the incidents have at most this
 * @param p95 19 of 20 incidents have at most this
 * @param p99 99 of 100 incidents have at most this
 * @param max no incident has more
 */
public record Percentiles(double p50, double p95, double p99, double max) {}
