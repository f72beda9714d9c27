package dev.lastgood.simulator.cloudwatch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * A metric whose value is read from the world, and kept as steps: it holds until the next {@link
 * #sample} finds another. Before the first one it held for ever.
 */
public final class MetricFeed implements MetricSource {
  /** The longest that an alarm looks back: Period x EvaluationPeriods is at most a week. */
  private static final long KEPT_MILLIS = Duration.ofDays(7).plusMinutes(10).toMillis();

  private final Supplier<OptionalDouble> source;
  private final LongSupplier nowMillis;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final List<Runnable> watchers = new ArrayList<>();
  private final List<Step> withheld = new ArrayList<>();
  private boolean interrupted;

  /** From an instant on, the metric had a value, or was missing (NaN). */
  private record Step(long fromMillis, double value) {}

  MetricFeed(Supplier<OptionalDouble> source, LongSupplier nowMillis) {
    this.source = source;
    this.nowMillis = nowMillis;
    steps.addLast(new Step(Long.MIN_VALUE, source.get().orElse(Double.NaN)));
  }

  /** Reads the source now; alarms over the metric are woken where its value has changed. */
  public void sample() {
    double value = source.get().orElse(Double.NaN);
    if (interrupted) {
      withheld.add(new Step(nowMillis.getAsLong(), value));
      return;
    }
    take(value);
  }

  /**
   * From now on nothing is published, as where an agent or the way to CloudWatch is down; alarms
   * over the metric see missing data.
   */
  void interrupt() {
    if (interrupted) {
      return;
    }
    interrupted = true;
    withheld.add(new Step(nowMillis.getAsLong(), steps.getLast().value));
    take(Double.NaN);
  }

  /**
   * Publishing goes on.
   *
   * @param arrivesLate whether what was held back comes now, with the times that it was measured
   *     at; otherwise it is lost
   */
  void resume(boolean arrivesLate) {
    if (!interrupted) {
      return;
    }
    interrupted = false;
    long from = withheld.getFirst().fromMillis;
    if (arrivesLate) {
      steps.removeIf(step -> step.fromMillis >= from);
      withheld.forEach(this::append);
      watchers.forEach(Runnable::run);
    }
    withheld.clear();
    sample();
  }

  private void take(double value) {
    if (Double.compare(value, steps.getLast().value) == 0) {
      return;
    }
    append(new Step(nowMillis.getAsLong(), value));
    watchers.forEach(Runnable::run);
  }

  private void append(Step step) {
    long now = step.fromMillis;
    if (steps.getLast().fromMillis == now) {
      steps.removeLast();
    }
    steps.addLast(step);
    while (steps.size() > 2 && second().fromMillis < now - KEPT_MILLIS) {
      steps.removeFirst();
    }
  }

  private Step second() {
    Iterator<Step> iterator = steps.iterator();
    iterator.next();
    return iterator.next();
  }

  @Override
  public void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  @Override
  public void unwatch(Runnable watcher) {
    watchers.remove(watcher);
  }

  /** The value now; NaN where the metric is missing. */
  @Override
  public double latest() {
    return steps.getLast().value;
  }

  /**
   * One data point. Averages and percentiles weigh each value by the time that it held; a sum takes
   * the value for a rate per minute.
   *
   * @return NaN where the metric was missing throughout
   */
  @Override
  public double aggregate(long fromMillis, long toMillis, Statistic statistic) {
    double weighted = 0;
    long present = 0;
    double minimum = Double.POSITIVE_INFINITY;
    double maximum = Double.NEGATIVE_INFINITY;
    long end = toMillis;
    for (Iterator<Step> newestFirst = steps.descendingIterator(); newestFirst.hasNext(); ) {
      Step step = newestFirst.next();
      long begin = Math.max(fromMillis, step.fromMillis);
      if (begin < end) {
        if (!Double.isNaN(step.value)) {
          weighted += step.value * (end - begin);
          present += end - begin;
          minimum = Math.min(minimum, step.value);
          maximum = Math.max(maximum, step.value);
        }
        end = begin;
      }
      if (end <= fromMillis) {
        break;
      }
    }
    if (present == 0) {
      return Double.NaN;
    }
    return switch (statistic) {
      case AVERAGE, UNKNOWN_TO_SDK_VERSION -> weighted / present;
      case MINIMUM -> minimum;
      case MAXIMUM -> maximum;
      case SUM -> weighted / 60_000;
      case SAMPLE_COUNT ->
          throw new UnsupportedOperationException(
              "Simulated CloudWatch does not model the statistic SampleCount.");
    };
  }
}
