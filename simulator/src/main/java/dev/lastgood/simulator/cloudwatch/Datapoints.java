package dev.lastgood.simulator.cloudwatch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** A metric that is published value by value, as functions and services publish theirs. */
public final class Datapoints implements MetricSource {
  /** The longest that an alarm looks back: Period x EvaluationPeriods is at most a week. */
  private static final long KEPT_MILLIS = Duration.ofDays(7).plusMinutes(10).toMillis();

  private final LongSupplier nowMillis;
  private final double before;
  private final Deque<Point> points = new ArrayDeque<>();
  private final List<Runnable> watchers = new ArrayList<>();

  private record Point(long atMillis, double value) {}

  /**
   * A metric without values so far.
   *
   * @param nowMillis the clock
   * @param before what an alarm that has been there for long saw last; NaN for nothing
   */
  Datapoints(LongSupplier nowMillis, double before) {
    this.nowMillis = nowMillis;
    this.before = before;
  }

  /**
   * Publishes a value now.
   *
   * @param value the value
   */
  public void put(double value) {
    long now = nowMillis.getAsLong();
    points.addLast(new Point(now, value));
    while (points.getFirst().atMillis < now - KEPT_MILLIS) {
      points.removeFirst();
    }
    watchers.forEach(Runnable::run);
  }

  @Override
  public void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  @Override
  public void unwatch(Runnable watcher) {
    watchers.remove(watcher);
  }

  @Override
  public double latest() {
    return points.isEmpty() ? before : points.getLast().value;
  }

  @Override
  public double aggregate(long fromMillis, long toMillis, Statistic statistic) {
    double sum = 0;
    int count = 0;
    double minimum = Double.POSITIVE_INFINITY;
    double maximum = Double.NEGATIVE_INFINITY;
    for (Point point : points) {
      if (point.atMillis >= fromMillis && point.atMillis < toMillis) {
        sum += point.value;
        count++;
        minimum = Math.min(minimum, point.value);
        maximum = Math.max(maximum, point.value);
      }
    }
    if (count == 0) {
      return Double.NaN;
    }
    return switch (statistic) {
      case AVERAGE, UNKNOWN_TO_SDK_VERSION -> sum / count;
      case MINIMUM -> minimum;
      case MAXIMUM -> maximum;
      case SUM -> sum;
      case SAMPLE_COUNT -> count;
    };
  }

  /** An evaluation changes only where a value passes from one period into the next, or out. */
  @Override
  public long nextChange(long boundaryMillis, long periodMillis, int periods, long stepMillis) {
    long next = Long.MAX_VALUE;
    for (Point point : points) {
      long age = boundaryMillis - point.atMillis;
      if (age <= periodMillis * periods) {
        // The next window, on the grid of steps, in which it is a period older.
        long crossing =
            point.atMillis + (Math.floorDiv(Math.max(age, 1) - 1, periodMillis) + 1) * periodMillis;
        long window = (Math.floorDiv(crossing, stepMillis) + 1) * stepMillis;
        next = Math.min(next, Math.max(window, boundaryMillis + stepMillis));
      }
    }
    return next;
  }
}
