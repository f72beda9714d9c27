package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Executions are started, described, stopped and timed out as by the API")
final class ExecutionLifecycleTest {

  private static final String WAIT =
      World.machineOf("'W': {'Type':'Wait','Seconds':10,'End':true}");

  private final World world = new World();

  private static void assertRefused(StepFunctionsException.Code code, Executable call) {
    assertEquals(code, assertThrows(StepFunctionsException.class, call).code());
  }

  @Test
  void aStartedExecutionIsRunning() {
    ExecutionDescription started = world.start(WAIT, map("a", 1));
    assertEquals(
        new ExecutionDescription(
            World.executionArn(),
            World.MACHINE,
            "run",
            ExecutionStatus.RUNNING,
            World.START,
            Optional.empty(),
            map("a", 1),
            null,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            new Redrivability(Optional.of("Execution is RUNNING and cannot be redriven"))),
        started);
  }

  @Test
  void startingTwiceWithTheSameInputIsHarmlessWhileItRuns() {
    ExecutionDescription first = world.start(WAIT, map("a", 1));
    world.scheduler.run(Duration.ofSeconds(5));
    assertEquals(first, world.host.startExecution(World.MACHINE, "run", map("a", 1)));
    world.scheduler.run();
    assertEquals(1, world.host.executions().size());
    assertRefused(
        StepFunctionsException.Code.EXECUTION_ALREADY_EXISTS,
        () -> world.host.startExecution(World.MACHINE, "run", map("a", 1)));
  }

  @Test
  void anotherInputUnderTheSameNameIsRefused() {
    world.start(WAIT, map("a", 1));
    assertRefused(
        StepFunctionsException.Code.EXECUTION_ALREADY_EXISTS,
        () -> world.host.startExecution(World.MACHINE, "run", map("a", 2)));
  }

  @Test
  void aNameIsFreeAgainAfterNinetyDays() {
    world.run(WAIT, map());
    world.scheduler.run(Duration.ofDays(90).minusSeconds(1));
    assertRefused(
        StepFunctionsException.Code.EXECUTION_ALREADY_EXISTS,
        () -> world.host.startExecution(World.MACHINE, "run", map()));
    world.scheduler.run(Duration.ofSeconds(1));
    assertEquals(
        ExecutionStatus.RUNNING, world.host.startExecution(World.MACHINE, "run", map()).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "a/b", "a:b", "wild*"})
  void aNameHasItsRules(String name) {
    world.register(World.MACHINE, WAIT);
    assertRefused(
        StepFunctionsException.Code.INVALID_NAME,
        () -> world.host.startExecution(World.MACHINE, name, map()));
  }

  @Test
  void aNameHasAtMostEightyCharacters() {
    world.register(World.MACHINE, WAIT);
    assertEquals(
        80, world.host.startExecution(World.MACHINE, "n".repeat(80), map()).name().length());
    assertRefused(
        StepFunctionsException.Code.INVALID_NAME,
        () -> world.host.startExecution(World.MACHINE, "n".repeat(81), map()));
  }

  @Test
  void whatIsUnknownIsNamed() {
    assertRefused(
        StepFunctionsException.Code.STATE_MACHINE_DOES_NOT_EXIST,
        () -> world.host.startExecution(World.MACHINE, "run", map()));
    assertRefused(
        StepFunctionsException.Code.EXECUTION_DOES_NOT_EXIST,
        () -> world.host.describeExecution(World.executionArn()));
    assertRefused(
        StepFunctionsException.Code.EXECUTION_DOES_NOT_EXIST,
        () -> world.host.stopExecution(World.executionArn(), Optional.empty(), Optional.empty()));
  }

  @Test
  void stoppingAbortsWithErrorAndCause() {
    world.start(WAIT, map());
    world.scheduler.run(Duration.ofSeconds(4));
    ExecutionDescription stopped =
        world.host.stopExecution(World.executionArn(), Optional.of("Stop"), Optional.of("enough"));
    assertEquals(ExecutionStatus.ABORTED, stopped.status());
    assertEquals(Optional.of("Stop"), stopped.error());
    assertEquals(Optional.of("enough"), stopped.cause());
    assertEquals(Optional.of(World.START.plusSeconds(4)), stopped.stopDate());
    assertEquals(0, world.scheduler.pending());
    assertEquals(
        List.of("ExecutionStarted", "WaitStateEntered", "ExecutionAborted"), world.eventTypes());
  }

  @Test
  void stoppingWhatHasEndedChangesNothing() {
    ExecutionDescription end = world.run(WAIT, map());
    assertEquals(
        end, world.host.stopExecution(World.executionArn(), Optional.of("x"), Optional.empty()));
  }

  @Test
  void stoppingTellsTheTaskUnderWay() {
    List<String> cancelled = new ArrayList<>();
    world.handle((request, completion) -> () -> cancelled.add(request.stateName()));
    world.start(
        World.machineOf("'T': {'Type':'Task','Resource':'" + World.FUNCTION + "','End':true}"),
        map());
    world.scheduler.run(Duration.ofSeconds(1));
    world.host.stopExecution(World.executionArn(), Optional.empty(), Optional.empty());
    assertEquals(List.of("T"), cancelled);
  }

  @Test
  void aTaskWhoseStartStopsItsExecutionIsToldToo() {
    List<String> cancelled = new ArrayList<>();
    world.handle(
        (request, completion) -> {
          world.host.stopExecution(request.executionArn(), Optional.empty(), Optional.empty());
          return () -> cancelled.add(request.stateName());
        });
    ExecutionDescription end =
        world.run(
            World.machineOf(
                "'T': {'Type':'Task','Resource':'"
                    + World.FUNCTION
                    + "','TimeoutSeconds':9,'End':true}"),
            map());
    assertEquals(ExecutionStatus.ABORTED, end.status());
    assertEquals(List.of("T"), cancelled);
    assertEquals(Duration.ZERO, world.scheduler.elapsed());
  }

  @Test
  void theMachinesTimeoutCannotBeCaught() {
    world.handle(World.never());
    String machine =
        World.machineOf(
                "'T': {'Type':'Task','Resource':'"
                    + World.FUNCTION
                    + "','End':true,'Retry':[{'ErrorEquals':['States.ALL']}],"
                    + "'Catch':[{'ErrorEquals':['States.ALL'],'Next':'C'}]},"
                    + "'C': {'Type':'Pass','End':true}")
            .replaceFirst("\\{", "{\"TimeoutSeconds\": 25, ");
    ExecutionDescription end = world.run(machine, map());
    assertEquals(ExecutionStatus.TIMED_OUT, end.status());
    assertEquals(Optional.empty(), end.error());
    assertEquals(Optional.of(World.START.plusSeconds(25)), end.stopDate());
    assertEquals("ExecutionTimedOut", world.eventTypes().getLast());
  }

  @Test
  void statusChangesAreTold() {
    world.run(WAIT, map());
    assertEquals(
        List.of(ExecutionStatus.RUNNING, ExecutionStatus.SUCCEEDED),
        world.statusChanges.stream().map(ExecutionDescription::status).toList());
    assertEquals(
        Optional.of(World.START.plusSeconds(10)), world.statusChanges.getLast().stopDate());
  }

  @Test
  void executionsFinishOnTheDefinitionTheyBeganWith() {
    world.start(WAIT, map());
    world.register(World.MACHINE, World.machineOf("'F': {'Type':'Fail'}"));
    world.scheduler.run();
    assertEquals(
        ExecutionStatus.SUCCEEDED, world.host.describeExecution(World.executionArn()).status());
    assertEquals(ExecutionStatus.RUNNING, world.host.startExecution(World.MACHINE, map()).status());
    world.scheduler.run();
    assertEquals(ExecutionStatus.FAILED, world.host.executions().getLast().status());
  }

  @Test
  void theVersionsOfAMachineShareTheirExecutionNames() {
    world.register(World.MACHINE + ":1", WAIT).register(World.MACHINE + ":2", WAIT);
    ExecutionDescription first = world.host.startExecution(World.MACHINE + ":1", "run", map());
    assertEquals(World.executionArn(), first.executionArn());
    assertEquals(World.MACHINE + ":1", first.stateMachineArn());
    assertRefused(
        StepFunctionsException.Code.EXECUTION_ALREADY_EXISTS,
        () -> world.host.startExecution(World.MACHINE + ":2", "run", map("other", 1)));
  }

  @Test
  void anArnMustBeThatOfAStateMachine() {
    assertThrows(
        IllegalArgumentException.class,
        () -> world.register("arn:aws:lambda:eu-west-1:1:function:f", WAIT));
  }

  @Test
  void withoutAskingNoHistoryIsKept() {
    VirtualScheduler scheduler = new VirtualScheduler(World.START);
    StateMachineHost host =
        StateMachineHost.builder(scheduler, new SplittableRandom(1), World.output("unused"))
            .build();
    host.register(World.MACHINE, World.ROLE, StateMachine.load(WAIT));
    ExecutionDescription started = host.startExecution(World.MACHINE, "run", map());
    scheduler.run();
    assertEquals(List.of(), host.history(started.executionArn()));
    assertEquals(
        ExecutionStatus.SUCCEEDED, host.describeExecution(started.executionArn()).status());
  }
}
