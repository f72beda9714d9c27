package dev.lastgood.simulator.scheduler;

import dev.lastgood.simulator.eventbridge.DeliveryOutcome;
import dev.lastgood.simulator.eventbridge.TargetInvoker;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Cancellable;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.Faults;
import dev.lastgood.simulator.kernel.Gate;
import dev.lastgood.simulator.kernel.ServiceAct;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.lambda.DeadLetterQueue;
import dev.lastgood.simulator.lambda.RequestIds;
import dev.lastgood.simulator.lambda.SimulatedLambda;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
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
  private final Faults faults;
  private final Account account;
  private final RandomGenerator chance;
  private final TargetInvoker invoker;
  private final List<Observer> observers;

  /**
   * A scheduler without schedules.
   *
   * @param time the world's clock
   * @param chance its source of chance
   * @param faults how often a schedule fires twice, and an attempt fails
   * @param account where it is
   * @param lambda where the functions are
   * @param queues takes what could not be invoked
   * @param observers told of every invocation, in this order; may be filled until the run starts
   */
  public SimulatedScheduler(
      VirtualTime time,
      Chance chance,
      Faults faults,
      Account account,
      SimulatedLambda lambda,
      DeadLetterQueue queues,
      List<Observer> observers) {
    this.time = time;
    this.faults = faults;
    this.account = account;
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
   * Sets the gate that every invocation passes from now on.
   *
   * @param gate decides what is allowed
   */
  public void guard(Gate gate) {
    invoker.guard(gate);
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
    if (faults.strikes(Fault.DUPLICATE_EVENT, () -> "the schedule " + schedule.name())) {
      invoke(schedule, offset);
    }
  }

  private void invoke(Schedule schedule, Duration offset) {
    Instant scheduledTime = time.now().minus(offset);
    invoker.invoke(
        new ScheduleActs(arn(schedule), schedule.roleArn()),
        schedule.functionArn(),
        schedule.input().orElseGet(() -> event(schedule, scheduledTime)),
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

  private record ScheduleActs(String scheduleArn, String roleArn) implements TargetInvoker.Acts {
    @Override
    public ServiceAct invokes(String functionArn) {
      return new ServiceAct.ScheduleInvokes(scheduleArn, roleArn, functionArn);
    }

    @Override
    public ServiceAct keeps(String queueArn) {
      return new ServiceAct.ScheduleKeeps(scheduleArn, roleArn, queueArn);
    }
  }

  /** What a target without input gets; see "Adding a Lambda function as a target" in its guide. */
  private Map<String, Object> event(Schedule schedule, Instant scheduledTime) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("version", "0");
    event.put("id", RequestIds.next(chance));
    event.put("detail-type", "Scheduled Event");
    event.put("source", "aws.scheduler");
    event.put("account", account.id());
    event.put("time", scheduledTime.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", account.region());
    event.put("resources", List.of(arn(schedule)));
    event.put("detail", "{}");
    return event;
  }

  private String arn(Schedule schedule) {
    return account.arn("scheduler", "schedule/default/" + schedule.name());
  }
}
