package dev.lastgood.simulator.cloudwatch;

import dev.lastgood.simulator.kernel.Cancellable;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Instant;
import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/**
 * When an alarm is evaluated: for every minute (or period, where that is shorter), once that
 * minute's data has been ingested, but only from a change of its metric until its whole window is
 * steady again. In between nothing could change, so nothing runs.
 *
 * <p>"Evaluating an alarm" in CloudWatch's guide gives the sliding by minutes; how long ingestion
 * takes is known from field reports only.
 */
final class AlarmSchedule {
  private static final Cancellable NOTHING = () -> {};
  private static final Timing INGESTION = new Timing(30, 120);
  private static final Timing INGESTION_HIGH_RESOLUTION = new Timing(5, 20);
  private static final long MINUTE_MILLIS = 60_000;

  private final VirtualTime time;
  private final RandomGenerator chance;
  private final LongConsumer evaluate;
  private final LongBinaryOperator nextChange;
  private final long stepMillis;
  private final long windowMillis;
  private final long phaseMillis;
  private final Timing ingestion;
  private long changedAtMillis;
  private long ingestionMillis;
  private long scheduledMillis;
  private boolean running;
  private Cancellable next = NOTHING;

  /**
   * A schedule that stands still.
   *
   * @param evaluate evaluates the window that ends at an instant
   * @param nextChange of a window and the step, the next window that can differ from it
   */
  AlarmSchedule(
      VirtualTime time,
      RandomGenerator chance,
      MetricAlarm alarm,
      LongConsumer evaluate,
      LongBinaryOperator nextChange) {
    this.time = time;
    this.chance = chance;
    this.evaluate = evaluate;
    this.nextChange = nextChange;
    long periodMillis = alarm.period() * 1000L;
    boolean highResolution = periodMillis < MINUTE_MILLIS;
    this.stepMillis = Math.min(periodMillis, MINUTE_MILLIS);
    this.windowMillis = periodMillis * alarm.evaluationPeriods();
    this.phaseMillis = (long) (chance.nextDouble() * (highResolution ? 10_000 : MINUTE_MILLIS));
    this.ingestion = highResolution ? INGESTION_HIGH_RESOLUTION : INGESTION;
  }

  /** The metric has changed now. */
  void wake() {
    changedAtMillis = time.now().toEpochMilli();
    if (!running) {
      running = true;
      // One draw for the whole episode keeps the evaluations in order.
      ingestionMillis = ingestion.draw(chance).toMillis();
      schedule(windowAfterChange());
    } else if (windowAfterChange() < scheduledMillis) {
      next.cancel();
      schedule(windowAfterChange());
    }
  }

  private long windowAfterChange() {
    return (Math.floorDiv(changedAtMillis, stepMillis) + 1) * stepMillis;
  }

  void stop() {
    next.cancel();
    running = false;
  }

  private void schedule(long boundaryMillis) {
    scheduledMillis = boundaryMillis;
    next =
        time.at(
            Instant.ofEpochMilli(boundaryMillis + ingestionMillis + phaseMillis),
            () -> {
              long later = nextChange.applyAsLong(boundaryMillis, stepMillis);
              if (boundaryMillis - windowMillis >= changedAtMillis || later == Long.MAX_VALUE) {
                running = false;
              } else {
                schedule(later);
              }
              evaluate.accept(boundaryMillis);
            });
  }
}
