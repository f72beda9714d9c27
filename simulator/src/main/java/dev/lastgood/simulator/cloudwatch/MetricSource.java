package dev.lastgood.simulator.cloudwatch;

import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** Where an alarm's data comes from. */
interface MetricSource {
  /** Wakes an alarm whenever new data comes. */
  void watch(Runnable watcher);

  /** Wakes it no longer. */
  void unwatch(Runnable watcher);

  /** The value as it stood last; NaN where the metric is missing. */
  double latest();

  /** One data point; NaN where the metric was missing throughout. */
  double aggregate(long fromMillis, long toMillis, Statistic statistic);

  /**
   * When an evaluation can differ from the one before, if no new data comes.
   *
   * @param boundaryMillis the end of the window that was evaluated
   * @param periodMillis the alarm's period
   * @param periods how many of them it looks at
   * @param stepMillis by how much windows slide
   * @return the end of that later window; {@link Long#MAX_VALUE} for never
   */
  default long nextChange(long boundaryMillis, long periodMillis, int periods, long stepMillis) {
    return boundaryMillis + stepMillis;
  }
}
