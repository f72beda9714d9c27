package dev.lastgood.simulator.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.eventbridge.RetryPolicy;
import dev.lastgood.simulator.kernel.Cancellable;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.lambda.RuntimeWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("EventBridge Scheduler")
class SimulatedSchedulerTest {
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:dead";

  @Test
  @DisplayName("invokes at its rate, from somewhere within the first minute, until it is ended")
  void cadence() {
    RuntimeWorld world = new RuntimeWorld();
    List<String> ids = new ArrayList<>();
    List<Double> invokedAtSeconds = new ArrayList<>();
    world.scheduleObservers.add(
        (schedule, scheduledTime, outcome) -> invokedAtSeconds.add(world.seconds()));
    world.register(
        "sweep",
        (order, invocation) -> {
          ids.add(order.id());
          return "";
        });
    Cancellable schedule = world.scheduler.start(schedule(world, "sweep", "rate(1 minute)"));
    world.runTo(3600);
    assertEquals(60, ids.size());
    assertTrue(ids.stream().allMatch("minute"::equals));
    assertTrue(invokedAtSeconds.getFirst() < 60);
    for (int i = 1; i < 60; i++) {
      assertEquals(60, invokedAtSeconds.get(i) - invokedAtSeconds.get(i - 1), 1e-6);
    }
    schedule.cancel();
    world.runTo(7200);
    assertEquals(60, ids.size());
  }

  @Test
  @DisplayName("draws its place within the minute from the seed")
  void seeded() {
    assertEquals(firstAtSeconds(1), firstAtSeconds(1));
    assertNotEquals(firstAtSeconds(1), firstAtSeconds(2));
  }

  @Test
  @DisplayName("fires at least once: twice where faults say so")
  void duplicates() {
    RuntimeWorld world =
        new RuntimeWorld(
            1, FaultSettings.NONE.with(Fault.DUPLICATE_EVENT, 1), settings -> settings, List.of());
    List<String> requestIds = new ArrayList<>();
    world.register("sweep", (order, invocation) -> requestIds.add(invocation.requestId()));
    world.scheduler.start(schedule(world, "sweep", "rate(1 minute)"));
    world.runTo(65);
    assertEquals(2, requestIds.stream().distinct().count());
  }

  @Test
  @DisplayName("keeps what it could not invoke in the dead-letter queue")
  void deadLetters() {
    RuntimeWorld world = new RuntimeWorld();
    world.scheduler.start(schedule(world, "missing", "rate(1 hour)"));
    world.runTo(120);
    var message = world.messages.getFirst();
    assertEquals("NO_RESOURCE", message.attributes().get("ERROR_CODE"));
    assertEquals(
        "arn:aws:scheduler:eu-central-1:111122223333:schedule/default/missing",
        message.attributes().get("SCHEDULE_ARN"));
    assertEquals(RuntimeWorld.START, Instant.parse(message.attributes().get("SCHEDULED_TIME")));
    assertEquals("{\"id\":\"minute\"}", message.body());
  }

  @Test
  @DisplayName("knows rates in minutes, hours and days, and refuses everything else")
  void expressions() {
    RuntimeWorld world = new RuntimeWorld();
    assertEquals(Duration.ofMinutes(5), schedule(world, "s", "rate(5 minutes)").interval());
    assertEquals(Duration.ofHours(2), schedule(world, "s", "rate(2 hours)").interval());
    assertEquals(Duration.ofDays(1), schedule(world, "s", "rate(1 day)").interval());
    for (String wrong : List.of("rate(0 minutes)", "rate(5 seconds)", "cron(0 8 * * ? *)", "")) {
      assertThrows(IllegalArgumentException.class, () -> schedule(world, "s", wrong));
    }
  }

  private static double firstAtSeconds(long seed) {
    RuntimeWorld world =
        new RuntimeWorld(seed, FaultSettings.NONE, settings -> settings, List.of());
    List<Double> invokedAtSeconds = new ArrayList<>();
    world.scheduleObservers.add(
        (schedule, scheduledTime, outcome) -> invokedAtSeconds.add(world.seconds()));
    world.scheduler.start(schedule(world, "any", "rate(1 minute)"));
    world.runTo(60);
    return invokedAtSeconds.getFirst();
  }

  private static Schedule schedule(RuntimeWorld world, String function, String expression) {
    return new Schedule(
        function,
        expression,
        world.lambda.functionArn(function),
        "arn:aws:iam::111122223333:role/schedules",
        Optional.of(Map.of("id", "minute")),
        RetryPolicy.DEFAULT,
        Optional.of(QUEUE));
  }
}
