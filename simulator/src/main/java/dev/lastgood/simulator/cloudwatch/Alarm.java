package dev.lastgood.simulator.cloudwatch;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** One alarm: its configuration and its state in CloudWatch's own record. */
final class Alarm {
  private final AlarmSchedule schedule;
  private final Optional<MetricSource> feed;
  private final Runnable waker;
  private final Statistic statistic;
  private MetricAlarm described;

  Alarm(MetricAlarm described, AlarmSchedule schedule, Optional<MetricSource> feed) {
    this.described = described;
    this.schedule = schedule;
    this.feed = feed;
    this.waker = schedule::wake;
    this.statistic = described.statistic() == null ? Statistic.AVERAGE : described.statistic();
    feed.ifPresent(it -> it.watch(waker));
  }

  MetricAlarm described() {
    return described;
  }

  StateValue state() {
    return described.stateValue();
  }

  void wake() {
    schedule.wake();
  }

  /** What its data comes from; empty where there is none, or where it is put value by value. */
  Optional<MetricFeed> metricFeed() {
    return feed.filter(MetricFeed.class::isInstance).map(MetricFeed.class::cast);
  }

  /** Takes it out of service, for good. */
  void remove() {
    schedule.stop();
    feed.ifPresent(it -> it.unwatch(waker));
  }

  AlarmEvaluation evaluation(long boundaryMillis) {
    long periodMillis = described.period() * 1000L;
    double[] values = new double[described.evaluationPeriods()];
    for (int i = 0; i < values.length; i++) {
      long end = boundaryMillis - i * periodMillis;
      values[i] =
          feed.isEmpty() ? Double.NaN : feed.get().aggregate(end - periodMillis, end, statistic);
    }
    return AlarmEvaluation.of(
        described, values, Instant.ofEpochMilli(boundaryMillis - periodMillis));
  }

  void disableActions() {
    described = described.toBuilder().actionsEnabled(false).build();
  }

  void moveTo(StateValue state, String reason, String reasonData, Instant now) {
    described =
        described.toBuilder()
            .stateValue(state)
            .stateReason(reason)
            .stateReasonData(reasonData)
            .stateUpdatedTimestamp(now)
            .stateTransitionedTimestamp(now)
            .build();
  }

  /** When an evaluation can differ from this one, if no new data comes. */
  long nextChange(long boundaryMillis, long stepMillis) {
    return feed.isEmpty()
        ? boundaryMillis + stepMillis
        : feed.get()
            .nextChange(
                boundaryMillis,
                described.period() * 1000L,
                described.evaluationPeriods(),
                stepMillis);
  }

  /** Stands in its state since long ago, whatever its data would have said meanwhile. */
  void settle(Instant since) {
    schedule.stop();
    long periodMillis = described.period() * 1000L;
    double[] values = new double[described.evaluationPeriods()];
    java.util.Arrays.fill(values, feed.map(MetricSource::latest).orElse(Double.NaN));
    AlarmEvaluation evaluation =
        AlarmEvaluation.of(described, values, since.minusMillis(periodMillis));
    moveTo(
        evaluation.state().orElse(StateValue.INSUFFICIENT_DATA), evaluation.reason(), null, since);
  }
}
