package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A task that waits for its token ends with the callback")
final class TaskTokenTest {

  private static final String WAITING =
      "'T': {'Type':'Task','Resource':'arn:aws:states:::lambda:invoke.waitForTaskToken',"
          + "'Arguments':{'FunctionName':'f','Payload':{'t':'{% $states.context.Task.Token %}'}},"
          + "'TimeoutSeconds':100,'HeartbeatSeconds':30,'End':true}";

  private final World world = new World();

  @BeforeEach
  void submitAtOnce() {
    world.handle(World.output(map("StatusCode", 200)));
  }

  private String waiting() {
    world.start(World.machineOf(WAITING), map());
    world.scheduler.run(Duration.ofSeconds(5));
    return world.requests.getFirst().taskToken().orElseThrow();
  }

  private ExecutionDescription end() {
    world.scheduler.run();
    return world.host.describeExecution(World.executionArn());
  }

  private static void assertRefused(StepFunctionsException.Code code, Executable call) {
    assertEquals(code, assertThrows(StepFunctionsException.class, call).code());
  }

  @Test
  void theTokenIsInTheContextAndInTheRequest() {
    String token = waiting();
    assertEquals(
        map("FunctionName", "f", "Payload", map("t", token)),
        world.requests.getFirst().arguments());
  }

  @Test
  void successEndsTheTask() {
    world.host.sendTaskSuccess(waiting(), map("ok", true));
    ExecutionDescription end = end();
    assertEquals(map("ok", true), end.output());
    assertEquals(Optional.of(World.START.plusSeconds(5)), end.stopDate());
    assertEquals(
        List.of("TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded"),
        world.eventTypes().subList(2, 6));
    assertEquals(
        "invoke.waitForTaskToken",
        world.event(HistoryEventType.TASK_SUBMITTED).details().get("resource"));
  }

  @Test
  void failureFailsTheTask() {
    world.host.sendTaskFailure(waiting(), Optional.of("Denied"), Optional.of("by hand"));
    ExecutionDescription end = end();
    assertEquals(Optional.of("Denied"), end.error());
    assertEquals(Optional.of("by hand"), end.cause());
  }

  @Test
  void withoutACallbackTheHeartbeatRunsOut() {
    waiting();
    ExecutionDescription end = end();
    assertEquals(Optional.of("States.Timeout"), end.error());
    assertEquals(Optional.of(World.START.plusSeconds(30)), end.stopDate());
  }

  @Test
  void heartbeatsKeepTheTaskAliveUpToItsTimeout() {
    String token = waiting();
    for (int beat = 0; beat < 4; beat++) {
      world.host.sendTaskHeartbeat(token);
      world.scheduler.run(Duration.ofSeconds(20));
    }
    assertEquals(
        ExecutionStatus.RUNNING, world.host.describeExecution(World.executionArn()).status());
    world.host.sendTaskHeartbeat(token);
    assertEquals(Optional.of(World.START.plusSeconds(100)), end().stopDate());
  }

  @Test
  void aLateCallbackIsRefused() {
    String token = waiting();
    end();
    assertRefused(
        StepFunctionsException.Code.TASK_TIMED_OUT, () -> world.host.sendTaskSuccess(token, map()));
    assertRefused(
        StepFunctionsException.Code.TASK_TIMED_OUT,
        () -> world.host.sendTaskFailure(token, Optional.empty(), Optional.empty()));
    assertRefused(
        StepFunctionsException.Code.TASK_TIMED_OUT, () -> world.host.sendTaskHeartbeat(token));
  }

  @Test
  void aSecondCallbackIsRefused() {
    String token = waiting();
    world.host.sendTaskSuccess(token, "first");
    assertRefused(
        StepFunctionsException.Code.TASK_TIMED_OUT,
        () -> world.host.sendTaskSuccess(token, "second"));
    assertEquals("first", end().output());
  }

  @Test
  void theTokenOfAStoppedExecutionIsOver() {
    String token = waiting();
    world.host.stopExecution(World.executionArn(), Optional.empty(), Optional.empty());
    assertRefused(
        StepFunctionsException.Code.TASK_TIMED_OUT,
        () -> world.host.sendTaskSuccess(token, "late"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "token", "AQzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"})
  void whatIsNoTokenIsInvalid(String text) {
    assertRefused(
        StepFunctionsException.Code.INVALID_TOKEN, () -> world.host.sendTaskHeartbeat(text));
  }

  @Test
  void aTokenThatWasNeverIssuedDoesNotExist() {
    String token = waiting();
    String other = token.substring(0, token.length() - 1) + (token.endsWith("0") ? "1" : "0");
    assertRefused(
        StepFunctionsException.Code.TASK_DOES_NOT_EXIST, () -> world.host.sendTaskHeartbeat(other));
  }

  @Test
  void anOutputAboveTheLimitIsRefusedAndTheTaskWaitsOn() {
    String token = waiting();
    assertRefused(
        StepFunctionsException.Code.INVALID_OUTPUT,
        () -> world.host.sendTaskSuccess(token, "x".repeat(262_143)));
    world.host.sendTaskSuccess(token, "x".repeat(262_142));
    assertEquals(ExecutionStatus.SUCCEEDED, end().status());
  }

  @Test
  void aCallbackMayComeBeforeTheSubmission() {
    world.handle(
        (request, completion) -> {
          world.host.sendTaskSuccess(request.taskToken().orElseThrow(), "quick");
          completion.succeed("submitted");
          return () -> {};
        });
    assertEquals("quick", world.run(World.machineOf(WAITING), map()).output());
  }

  @Test
  void aSubmissionThatFailsFailsTheTask() {
    world.handle(World.failure("Lambda.TooManyRequestsException"));
    assertEquals(
        Optional.of("Lambda.TooManyRequestsException"),
        world.run(World.machineOf(WAITING), map()).error());
  }

  @Test
  void everyAttemptHasATokenOfItsOwn() {
    world.start(
        World.machineOf(
            WAITING.replace("'End':true}", "'End':true,'Retry':[{'ErrorEquals':['Again']}]}")),
        map());
    world.scheduler.run(Duration.ofSeconds(1));
    String first = world.requests.getFirst().taskToken().orElseThrow();
    world.host.sendTaskFailure(first, Optional.of("Again"), Optional.empty());
    world.scheduler.run(Duration.ofSeconds(1));
    String second = world.requests.getLast().taskToken().orElseThrow();
    assertNotEquals(first, second);
    assertRefused(
        StepFunctionsException.Code.TASK_TIMED_OUT,
        () -> world.host.sendTaskSuccess(first, "late"));
    world.host.sendTaskSuccess(second, "done");
    assertEquals("done", end().output());
  }
}
