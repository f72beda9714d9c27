package dev.lastgood.asl;

import static dev.lastgood.asl.World.failure;
import static dev.lastgood.asl.World.map;
import static dev.lastgood.asl.World.output;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Retry tries again, by the first retrier that names the error")
final class RetryTest {

  private static ExecutionDescription run(World world, String retry) {
    return world.runState(
        "{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','End':true,"
            + "'Arguments':'{% $states.context.State.RetryCount %}','Retry':["
            + retry
            + "]}",
        map());
  }

  private static List<Long> startSeconds(World world) {
    return world.requestTimes.stream().map(Duration::toSeconds).toList();
  }

  @Test
  void byDefaultThreeTimesAfterOneTwoAndFourSeconds() {
    World world = new World().handle(failure("E"));
    ExecutionDescription end = run(world, "{'ErrorEquals':['E']}");
    assertEquals(List.of(0L, 1L, 3L, 7L), startSeconds(world));
    assertEquals(Optional.of("E"), end.error());
    assertEquals(Duration.ofSeconds(7), world.scheduler.elapsed());
  }

  @Test
  void intervalRateAndLimitAreExact() {
    World world = new World().handle(failure("E"));
    run(
        world,
        "{'ErrorEquals':['E'],'IntervalSeconds':3,'BackoffRate':1.5,'MaxAttempts':5,"
            + "'MaxDelaySeconds':8}");
    assertEquals(
        List.of(0L, 3000L, 7500L, 14250L, 22250L, 30250L),
        world.requestTimes.stream().map(Duration::toMillis).toList());
  }

  @Test
  void noAttemptsMeansNoRetry() {
    World world = new World().handle(failure("E"));
    run(world, "{'ErrorEquals':['E'],'MaxAttempts':0},{'ErrorEquals':['States.ALL']}");
    assertEquals(List.of(0L), startSeconds(world));
  }

  @Test
  void successEndsTheRetries() {
    World world = new World().answers(failure("E"), failure("E"), output("done"));
    ExecutionDescription end = run(world, "{'ErrorEquals':['States.ALL'],'BackoffRate':1}");
    assertEquals("done", end.output());
    assertEquals(List.of(0L, 1L, 2L), startSeconds(world));
    assertEquals(List.of(0, 1, 2), world.requests.stream().map(TaskRequest::arguments).toList());
    assertEquals(List.of(0, 1, 2), world.requests.stream().map(TaskRequest::retryCount).toList());
  }

  @Test
  void everyRetrierCountsForItself() {
    World world =
        new World()
            .answers(
                failure("A"), failure("B"), failure("A"), failure("B"), failure("B"), output("x"));
    ExecutionDescription end =
        run(
            world,
            "{'ErrorEquals':['A'],'IntervalSeconds':10,'BackoffRate':2,'MaxAttempts':2},"
                + "{'ErrorEquals':['B'],'IntervalSeconds':1,'BackoffRate':1,'MaxAttempts':2}");
    assertEquals(Optional.of("B"), end.error());
    assertEquals(List.of(0L, 10L, 11L, 31L, 32L), startSeconds(world));
  }

  @Test
  void anExhaustedRetrierIsNotFollowedByAnother() {
    World world = new World().handle(failure("E"));
    run(
        world,
        "{'ErrorEquals':['E'],'MaxAttempts':1},"
            + "{'ErrorEquals':['States.ALL'],'MaxAttempts':9}");
    assertEquals(List.of(0L, 1L), startSeconds(world));
  }

  @Test
  void fullJitterStaysWithinTheDelayAndFollowsTheSeed() {
    String retry =
        "{'ErrorEquals':['E'],'IntervalSeconds':10,'BackoffRate':1,'MaxAttempts':200,"
            + "'JitterStrategy':'FULL'}";
    List<Duration> times = jittered(3, retry);
    for (int index = 1; index < times.size(); index++) {
      Duration delay = times.get(index).minus(times.get(index - 1));
      assertTrue(!delay.isNegative() && delay.compareTo(Duration.ofSeconds(10)) <= 0);
    }
    double meanSeconds = times.getLast().toMillis() / 1000.0 / 200;
    assertTrue(meanSeconds > 4 && meanSeconds < 6, () -> "mean delay " + meanSeconds);
    assertEquals(times, jittered(3, retry));
    assertNotEquals(times, jittered(4, retry));
  }

  private static List<Duration> jittered(long seed, String retry) {
    World world = new World(seed, builder -> builder).handle(failure("E"));
    run(world, retry);
    return world.requestTimes;
  }

  @Test
  void timeoutsCanBeRetriedAndEachAttemptHasItsOwnTime() {
    World world = new World().answers(World.never(), World.never(), output("third"));
    ExecutionDescription end =
        world.runState(
            "{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','TimeoutSeconds':10,"
                + "'End':true,'Retry':[{'ErrorEquals':['States.Timeout'],'BackoffRate':1}]}",
            map());
    assertEquals("third", end.output());
    assertEquals(List.of(0L, 11L, 22L), startSeconds(world));
  }

  @Test
  void aRetryEntersNoStateAnew() {
    World world = new World().answers(failure("E"), output(1));
    run(world, "{'ErrorEquals':['E']}");
    assertEquals(
        List.of(
            "ExecutionStarted",
            "TaskStateEntered",
            "TaskScheduled",
            "TaskStarted",
            "TaskFailed",
            "TaskScheduled",
            "TaskStarted",
            "TaskSucceeded",
            "TaskStateExited",
            "ExecutionSucceeded"),
        world.eventTypes());
  }
}
