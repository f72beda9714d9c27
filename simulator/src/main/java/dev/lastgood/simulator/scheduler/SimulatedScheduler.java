package dev.lastgood.simulator.scheduler;

import dev.lastgood.simulator.eventbridge.DeliveryOutcome;
import dev.lastgood.simulator.eventbridge.TargetInvoker;
import dev.lastgood.simulator.kernel.Cancellable;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.lambda.DeadLetterQueue;
import dev.lastgood.simulator.lambda.SimulatedLambda;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * EventBridge Scheduler: invokes functions at fixed rates, each schedule somewhere within its
 * minute, for the precision promised is 60 s; see "What is Amazon EventBridge Scheduler?" in its
 * User Guide.
 */
public final class SimulatedScheduler {
  private static final Duration PRECISION = Duration.ofSeconds(60);

  private final VirtualTime time;
  private final FaultSettings faults;
  private final String account;
  private final String region;
  private final RandomGenerator chance;
  private final TargetInvoker invoker;
  private final List<Observer> observers;

  /**
   * A scheduler without schedules.
   *
   * @param time the world's clock
   * @param chance its source of chance
   * @param faults how often a schedule fires twice, and an attempt fails
   * @param account the account's twelve digits
   * @param region the Region
   * @param lambda where the functions are
   * @param queues takes what could not be invoked
   * @param observers told of every invocation, in this order; may be filled until the run starts
   */
  public SimulatedScheduler(
      VirtualTime time,
      Chance chance,
      FaultSettings faults,
      String account,
      String region,
      SimulatedLambda lambda,
      DeadLetterQueue queues,
      List<Observer> observers) {
    this.time = time;
    this.faults = faults;
    this.account = account;
    this.region = region;
    this.chance = chance.stream("scheduler");
    this.invoker = new TargetInvoker(time, chance, "scheduler.targets", faults, lambda, queues);
    this.observers = observers;
  }

  /** Watches what schedules do. */
  @FunctionalInterface
  public interface Observer {
    /**
     * A schedule's invocation was handed over or given up.
     *
     * @param schedule the schedule
     * @param scheduledTime when it was due
     * @param outcome what became of it
     */
    void invoked(Schedule schedule, Instant scheduledTime, DeliveryOutcome outcome);
  }

  /**
   * Starts a schedule: first somewhere within the coming minute, then at its rate.
   *
   * @param schedule the schedule
   * @return ends it
   */
  public Cancellable start(Schedule schedule) {
    Duration offset = Duration.ofNanos(chance.nextLong(PRECISION.toNanos()));
    return time.every(offset, schedule.interval(), () -> fire(schedule, offset));
  }

  /** A schedule fires at least once, and now and then twice. */
  private void fire(Schedule schedule, Duration offset) {
    invoke(schedule, offset);
    if (faults.duplicateEventRate() > 0 && chance.nextDouble() < faults.duplicateEventRate()) {
      invoke(schedule, offset);
    }
  }

  private void invoke(Schedule schedule, Duration offset) {
    Instant scheduledTime = time.now().minus(offset);
    invoker.invoke(
        schedule.functionArn(),
        schedule.input(),
        time.now(),
        schedule.retryPolicy(),
        schedule.deadLetterQueueArn(),
        () -> Map.of("SCHEDULE_ARN", arn(schedule), "SCHEDULED_TIME", scheduledTime.toString()),
        outcome -> {
          for (Observer observer : observers) {
            observer.invoked(schedule, scheduledTime, outcome);
          }
        });
  }

  private String arn(Schedule schedule) {
    return "arn:aws:scheduler:%s:%s:schedule/default/%s"
        .formatted(region, account, schedule.name());
  }
}
