package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Task state has its work done by the handler")
final class TaskTest {

  private static final String INVOKE = "arn:aws:states:::lambda:invoke";

  private final World world = new World();

  private static String task(String resource, String more) {
    return "{'Type':'Task','Resource':'" + resource + "','End':true" + more + "}";
  }

  @Test
  void aFunctionsResultIsTheOutput() {
    world.answers(World.output(map("r", 1)));
    ExecutionDescription end = world.runState(task(World.FUNCTION, ""), map("i", 2));
    assertEquals(map("r", 1), end.output());
    assertEquals(map("i", 2), world.requests.getFirst().arguments());
    assertEquals(
        List.of(
            "ExecutionStarted",
            "TaskStateEntered",
            "LambdaFunctionScheduled",
            "LambdaFunctionStarted",
            "LambdaFunctionSucceeded",
            "TaskStateExited",
            "ExecutionSucceeded"),
        world.eventTypes());
  }

  @Test
  void argumentsResultOutputAndAssignWorkTogether() {
    world.answers(World.output(map("Payload", map("v", 5), "StatusCode", 200)));
    ExecutionDescription end =
        world.run(
            World.machineOf(
                """
                'T': {'Type':'Task','Resource':'arn:aws:states:::lambda:invoke',
                  'Arguments':{'FunctionName':'f','Payload':{'x':'{% $states.input.i %}'}},
                  'Output':{'v':'{% $states.result.Payload.v %}','i':'{% $states.input.i %}'},
                  'Assign':{'code':'{% $states.result.StatusCode %}'},'Next':'E'},
                'E': {'Type':'Pass','Output':{'in':'{% $states.input %}','code':'{% $code %}'},
                  'End':true}
                """),
            map("i", 2));
    assertEquals(
        map("FunctionName", "f", "Payload", map("x", 2)), world.requests.getFirst().arguments());
    assertEquals(map("in", map("v", 5, "i", 2), "code", 200), end.output());
    assertEquals(
        List.of("TaskScheduled", "TaskStarted", "TaskSucceeded"), world.eventTypes().subList(2, 5));
    HistoryEvent scheduled = world.event(HistoryEventType.TASK_SCHEDULED);
    assertEquals("lambda", scheduled.details().get("resourceType"));
    assertEquals("invoke", scheduled.details().get("resource"));
    assertEquals("eu-west-1", scheduled.details().get("region"));
    assertEquals(world.requests.getFirst().arguments(), scheduled.details().get("parameters"));
  }

  @Test
  void theRequestTellsWhoAsks() {
    world.answers(World.output("done"));
    world.runState(
        task(INVOKE, ",'TimeoutSeconds':'{% $states.input.t %}','HeartbeatSeconds':3"),
        map("t", 60));
    TaskRequest request = world.requests.getFirst();
    assertEquals(INVOKE, request.resource());
    assertEquals(World.executionArn(), request.executionArn());
    assertEquals("run", request.executionName());
    assertEquals(World.MACHINE, request.stateMachineArn());
    assertEquals("Only", request.stateName());
    assertEquals(World.ROLE, request.roleArn());
    assertEquals(Optional.of(Duration.ofSeconds(60)), request.timeout());
    assertEquals(Optional.of(Duration.ofSeconds(3)), request.heartbeat());
    assertEquals(Optional.empty(), request.taskToken());
    HistoryEvent scheduled = world.event(HistoryEventType.TASK_SCHEDULED);
    assertEquals(60L, scheduled.details().get("timeoutInSeconds"));
    assertEquals(3L, scheduled.details().get("heartbeatInSeconds"));
  }

  @Test
  void credentialsNameAnotherRole() {
    world.answers(World.output("done"));
    world.runState(
        task(INVOKE, ",'Credentials':{'RoleArn':'{% $states.input.r %}'}"), map("r", "other"));
    assertEquals("other", world.requests.getFirst().roleArn());
  }

  @Test
  void anErrorEndsTheExecution() {
    world.answers(World.failure("Broken"));
    ExecutionDescription end = world.runState(task(INVOKE, ""), map());
    assertEquals(ExecutionStatus.FAILED, end.status());
    assertEquals(Optional.of("Broken"), end.error());
    assertEquals(Optional.of("cause of Broken"), end.cause());
    assertEquals("TaskFailed", world.eventTypes().get(4));
  }

  @Test
  void aTaskThatTakesTooLongTimesOut() {
    AtomicInteger cancelled = new AtomicInteger();
    world.answers((request, completion) -> cancelled::incrementAndGet);
    ExecutionDescription end = world.runState(task(INVOKE, ",'TimeoutSeconds':20"), map());
    assertEquals(Optional.of("States.Timeout"), end.error());
    assertEquals(Optional.empty(), end.cause());
    assertEquals(Duration.ofSeconds(20), world.scheduler.elapsed());
    assertEquals(1, cancelled.get());
    assertEquals("TaskTimedOut", world.eventTypes().get(4));
  }

  @Test
  void aFunctionThatTakesTooLongTimesOutUnderItsOwnName() {
    world.answers(World.never());
    world.runState(task(World.FUNCTION, ",'TimeoutSeconds':20"), map());
    assertEquals("LambdaFunctionTimedOut", world.eventTypes().get(4));
  }

  @Test
  void whatEndsWithItsTimeHasEndedInTime() {
    world.answers(world.outputAfter(Duration.ofSeconds(20), "just"));
    ExecutionDescription end = world.runState(task(INVOKE, ",'TimeoutSeconds':20"), map());
    assertEquals("just", end.output());
  }

  @Test
  void anAnswerLeavesNoTimerBehind() {
    world.answers(world.outputAfter(Duration.ofSeconds(1), "done"));
    world.runState(task(INVOKE, ",'TimeoutSeconds':20,'HeartbeatSeconds':9"), map());
    assertEquals(Duration.ofSeconds(1), world.scheduler.elapsed());
  }

  @Test
  void silenceBeyondTheHeartbeatTimesOut() {
    world.answers(World.never());
    ExecutionDescription end =
        world.runState(task(INVOKE, ",'TimeoutSeconds':60,'HeartbeatSeconds':10"), map());
    assertEquals(Optional.of("States.Timeout"), end.error());
    assertEquals(Duration.ofSeconds(10), world.scheduler.elapsed());
  }

  @Test
  void heartbeatMustBeBelowTheTimeoutAtRunTimeToo() {
    ExecutionDescription end =
        world.runState(task(INVOKE, ",'TimeoutSeconds':'{% 5 %}','HeartbeatSeconds':5"), map());
    assertEquals(Optional.of("States.QueryEvaluationError"), end.error());
    assertTrue(world.requests.isEmpty());
  }

  @Test
  void aTimeoutMustBePositive() {
    ExecutionDescription end = world.runState(task(INVOKE, ",'TimeoutSeconds':'{% 0 %}'"), map());
    assertEquals(Optional.of("States.QueryEvaluationError"), end.error());
    assertTrue(end.cause().orElseThrow().contains("'TimeoutSeconds'"));
  }

  @Test
  void onlyTheFirstEndCounts() {
    List<TaskCompletion> completions = new ArrayList<>();
    world.answers(
        (request, completion) -> {
          completions.add(completion);
          completion.succeed("first");
          completion.succeed("second");
          completion.fail("third", "");
          return () -> {};
        });
    ExecutionDescription end = world.runState(task(INVOKE, ""), map());
    assertEquals("first", end.output());
    completions.getFirst().succeed("late");
    completions.getFirst().submitted("late");
    assertEquals(7, world.history().size());
  }

  @Test
  void anAnswerAfterTheTimeoutIsIgnored() {
    List<TaskCompletion> completions = new ArrayList<>();
    world.answers(
        (request, completion) -> {
          completions.add(completion);
          return () -> {};
        });
    ExecutionDescription end =
        world.run(
            World.machineOf(
                """
                'T': {'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','TimeoutSeconds':5,
                  'Catch':[{'ErrorEquals':['States.Timeout'],'Next':'W'}],'End':true},
                'W': {'Type':'Wait','Seconds':10,'Output':'caught','End':true}
                """),
            map());
    completions.getFirst().succeed("late");
    assertEquals("caught", end.output());
    assertFalse(world.eventTypes().contains("TaskSucceeded"));
  }

  @Test
  void aJobIsSubmittedFirst() {
    world.answers(
        (request, completion) -> {
          completion.submitted(map("Job", 1));
          return world.scheduler.after(
              Duration.ofSeconds(30), () -> completion.succeed(map("Done", true)));
        });
    ExecutionDescription end = world.runState(task("arn:aws:states:::ecs:runTask.sync", ""), map());
    assertEquals(map("Done", true), end.output());
    assertEquals(
        List.of("TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded"),
        world.eventTypes().subList(2, 6));
    assertEquals(
        "runTask.sync", world.event(HistoryEventType.TASK_SUBMITTED).details().get("resource"));
  }

  @Test
  void anOutputThatFailsIsCaughtByTheStateItself() {
    world.answers(World.output(map()));
    ExecutionDescription end =
        world.run(
            World.machineOf(
                """
                'T': {'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','End':true,
                  'Output':'{% $states.result.gone %}',
                  'Catch':[{'ErrorEquals':['States.QueryEvaluationError'],'Next':'C',
                    'Output':'{% $states.errorOutput.Error %}'}]},
                'C': {'Type':'Pass','End':true}
                """),
            map());
    assertEquals("States.QueryEvaluationError", end.output());
  }
}
