package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A task may start another execution")
final class NestedExecutionTest {

  private static final String CHILD = "arn:aws:states:eu-west-1:123456789012:stateMachine:Child";
  private static final String CHILD_EXECUTION =
      "arn:aws:states:eu-west-1:123456789012:execution:Child:inner";
  private static final long START = World.START.toEpochMilli();

  private final World world = new World();

  private static String parent(String pattern, String more) {
    return World.machineOf(
        "'N': {'Type':'Task','Resource':'arn:aws:states:::states:startExecution"
            + pattern
            + "','End':true,'Arguments':{'StateMachineArn':'"
            + CHILD
            + "','Name':'inner','Input':{'i':'{% $states.input.i %}'}}"
            + more
            + "}");
  }

  private void child(String states) {
    world.register(CHILD, World.machineOf(states));
  }

  private ExecutionDescription inner() {
    return world.host.describeExecution(CHILD_EXECUTION);
  }

  @Test
  void withoutAPatternTheParentGoesOnAtOnce() {
    child("'W': {'Type':'Wait','Seconds':10,'End':true}");
    ExecutionDescription end = world.run(parent("", ""), map("i", 1));
    assertEquals(map("ExecutionArn", CHILD_EXECUTION, "StartDate", START), end.output());
    assertEquals(Optional.of(World.START), end.stopDate());
    assertEquals(map("i", 1), inner().output());
  }

  @Test
  void syncWaitsAndGivesTheOutputAsText() {
    child("'W': {'Type':'Wait','Seconds':10,'Output':{'o':'{% $states.input.i %}'},'End':true}");
    ExecutionDescription end = world.run(parent(".sync", ""), map("i", 1));
    Map<?, ?> output = (Map<?, ?>) end.output();
    assertEquals(Optional.of(World.START.plusSeconds(10)), end.stopDate());
    assertEquals("{\"o\":1}", output.get("Output"));
    assertEquals("{\"i\":1}", output.get("Input"));
    assertEquals("SUCCEEDED", output.get("Status"));
    assertEquals("inner", output.get("Name"));
    assertEquals(CHILD, output.get("StateMachineArn"));
    assertEquals(START, output.get("StartDate"));
    assertEquals(START + 10_000, output.get("StopDate"));
    assertEquals(
        List.of("TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded"),
        world.eventTypes().subList(2, 6));
    assertEquals(
        "startExecution.sync",
        world.event(HistoryEventType.TASK_SCHEDULED).details().get("resource"));
  }

  @Test
  void syncTwoParsesTheOutput() {
    child("'P': {'Type':'Pass','Output':{'o':[1,null]},'End':true}");
    ExecutionDescription end =
        world.run(parent(".sync:2", ",'Output':'{% $states.result.Output.o[0] %}'"), map("i", 1));
    assertEquals(1, end.output());
  }

  @Test
  void aFailedChildFailsTheTaskWithItsDescription() throws JsonProcessingException {
    child("'F': {'Type':'Fail','Error':'Broken','Cause':'why'}");
    ExecutionDescription end = world.run(parent(".sync:2", ""), map("i", 1));
    assertEquals(Optional.of("States.TaskFailed"), end.error());
    Map<?, ?> cause = (Map<?, ?>) Json.read(end.cause().orElseThrow());
    assertEquals("FAILED", cause.get("Status"));
    assertEquals("Broken", cause.get("Error"));
    assertEquals("why", cause.get("Cause"));
    assertEquals("{\"i\":1}", cause.get("Input"));
    assertEquals(CHILD_EXECUTION, cause.get("ExecutionArn"));
  }

  @Test
  void anAbortedAndATimedOutChildFailTheTaskToo() {
    child("'W': {'Type':'Wait','Seconds':10,'End':true}");
    world.start(parent(".sync", ""), map("i", 1));
    world.scheduler.run(Duration.ofSeconds(1));
    world.host.stopExecution(CHILD_EXECUTION, Optional.of("Stop"), Optional.empty());
    world.scheduler.run();
    ExecutionDescription end = world.host.describeExecution(World.executionArn());
    assertEquals(Optional.of("States.TaskFailed"), end.error());
    assertTrue(end.cause().orElseThrow().contains("\"Status\":\"ABORTED\""));
  }

  @Test
  void aChildOutlivesTheTimeoutOfItsParentsTask() {
    child("'W': {'Type':'Wait','Seconds':10,'End':true}");
    ExecutionDescription end = world.run(parent(".sync", ",'TimeoutSeconds':3"), map("i", 1));
    assertEquals(Optional.of("States.Timeout"), end.error());
    assertEquals(ExecutionStatus.SUCCEEDED, inner().status());
    assertEquals(Optional.of(World.START.plusSeconds(10)), inner().stopDate());
  }

  @Test
  void aChildOutlivesItsStoppedParent() {
    child("'W': {'Type':'Wait','Seconds':10,'End':true}");
    world.start(parent(".sync", ""), map("i", 1));
    world.scheduler.run(Duration.ofSeconds(1));
    world.host.stopExecution(World.executionArn(), Optional.empty(), Optional.empty());
    world.scheduler.run();
    assertEquals(ExecutionStatus.SUCCEEDED, inner().status());
  }

  @Test
  void aTakenNameIsATypedError() {
    child("'P': {'Type':'Pass','End':true}");
    world.host.startExecution(CHILD, "inner", map("i", 9));
    assertEquals(
        Optional.of("StepFunctions.ExecutionAlreadyExistsException"),
        world.run(parent(".sync", ""), map("i", 1)).error());
  }

  @Test
  void aMissingMachineIsATypedError() {
    assertEquals(
        Optional.of("StepFunctions.StateMachineDoesNotExistException"),
        world.run(parent("", ""), map("i", 1)).error());
  }

  @Test
  void startingTheSameRunningChildAgainJoinsIt() {
    child("'W': {'Type':'Wait','Seconds':10,'Output':'once','End':true}");
    world.host.startExecution(CHILD, "inner", map("i", 1));
    ExecutionDescription end =
        world.run(parent(".sync:2", ",'Output':'{% $states.result.Output %}'"), map("i", 1));
    assertEquals("once", end.output());
    assertEquals(2, world.host.executions().size());
  }

  @Test
  void theChildMayEndTheTaskByItsToken() {
    child("'W': {'Type':'Wait','Seconds':10,'End':true}");
    world.start(
        parent(".waitForTaskToken", "")
            .replace("{% $states.input.i %}", "{% $states.context.Task.Token %}"),
        map());
    world.scheduler.run(Duration.ofSeconds(1));
    String token = (String) ((Map<?, ?>) inner().input()).get("i");
    world.host.sendTaskSuccess(token, "from the child");
    world.scheduler.run();
    assertEquals("from the child", world.host.describeExecution(World.executionArn()).output());
  }

  @Test
  void withoutANameOneIsDrawn() {
    child("'P': {'Type':'Pass','End':true}");
    ExecutionDescription end =
        world.run(parent(".sync", "").replace("\"Name\":\"inner\",", ""), map("i", 1));
    assertTrue(((String) ((Map<?, ?>) end.output()).get("Name")).matches("[0-9a-f-]{36}"));
  }

  @Test
  void anInputMayBeJsonText() {
    child("'P': {'Type':'Pass','End':true}");
    world.run(
        parent("", "").replace("{\"i\":\"{% $states.input.i %}\"}", "\"{\\\"t\\\":true}\""), map());
    assertEquals(map("t", true), inner().output());
  }
}
