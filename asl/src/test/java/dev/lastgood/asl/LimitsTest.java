package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Payloads and histories have their limits")
final class LimitsTest {

  /** A string whose JSON text has so many bytes, quotes included. */
  private static String ofBytes(int bytes) {
    return "x".repeat(bytes - 2);
  }

  private static final int LIMIT = 262_144;

  private final World world = new World();

  @Test
  void anInputAtTheLimitStartsAndOneAboveDoesNot() {
    String machine = World.machineOf("'P': {'Type':'Pass','End':true}");
    assertEquals(ExecutionStatus.SUCCEEDED, world.run(machine, ofBytes(LIMIT)).status());
    StepFunctionsException refused =
        assertThrows(
            StepFunctionsException.class,
            () -> world.host.startExecution(World.MACHINE, ofBytes(LIMIT + 1)));
    assertEquals(StepFunctionsException.Code.INVALID_EXECUTION_INPUT, refused.code());
  }

  @Test
  void aTasksResultAboveTheLimitFailsTheTask() {
    world.answers(World.output(ofBytes(LIMIT + 1)));
    ExecutionDescription end =
        world.runState(
            "{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','End':true}", map());
    assertEquals(Optional.of("States.DataLimitExceeded"), end.error());
    assertEquals(
        Optional.of(
            "The state/task 'lambda' returned a result with a size exceeding the maximum number"
                + " of bytes service limit."),
        end.cause());
    assertTrue(world.eventTypes().contains("TaskFailed"));
  }

  @Test
  void itIsCaughtByNameButNotByAll() {
    String machine =
        World.machineOf(
            """
            'T': {'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','End':true,
              'Catch':[{'ErrorEquals':['%s'],'Next':'C'}]},
            'C': {'Type':'Pass','Output':'caught','End':true}
            """);
    world.handle(World.output(ofBytes(LIMIT + 1)));
    ExecutionDescription byName =
        world.run(machine.formatted("States.DataLimitExceeded"), map("n", 1));
    assertEquals("caught", byName.output());
    ExecutionDescription byAll =
        new World()
            .handle(World.output(ofBytes(LIMIT + 1)))
            .run(machine.formatted("States.ALL"), map("n", 2));
    assertEquals(Optional.of("States.DataLimitExceeded"), byAll.error());
  }

  @Test
  void aStatesOutputIsLimitedToo() {
    ExecutionDescription end =
        world.runState(
            "{'Type':'Pass','End':true,'Output':['{% $states.input %}','{% $states.input %}']}",
            ofBytes(LIMIT / 2));
    assertEquals(Optional.of("States.DataLimitExceeded"), end.error());
  }

  @Test
  void argumentsAreLimitedToo() {
    ExecutionDescription end =
        world.runState(
            "{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','End':true,"
                + "'Arguments':['{% $states.input %}','{% $states.input %}']}",
            ofBytes(LIMIT / 2));
    assertEquals(Optional.of("States.DataLimitExceeded"), end.error());
    assertTrue(world.requests.isEmpty());
  }

  @Test
  void whatOneStateAssignsIsLimitedTogether() {
    ExecutionDescription end =
        world.runState(
            "{'Type':'Pass','End':true,'Assign':{'a':'{% $states.input %}',"
                + "'b':'{% $states.input %}'}}",
            ofBytes(LIMIT / 2));
    assertEquals(Optional.of("States.DataLimitExceeded"), end.error());
  }

  @Test
  void anEndlessLoopEndsWithItsHistory() {
    ExecutionDescription end =
        world.run(
            World.machineOf(
                """
                'A': {'Type':'Pass','Next':'B'},
                'B': {'Type':'Choice','Choices':[{'Condition':false,'Next':'C'}],'Default':'A'},
                'C': {'Type':'Succeed'}
                """),
            Map.of());
    assertEquals(ExecutionStatus.FAILED, end.status());
    assertEquals(Optional.of("States.Runtime"), end.error());
    assertEquals(
        Optional.of("The execution reached the maximum number of history events (25000)."),
        end.cause());
    assertEquals(25_000, world.history().size());
    assertEquals(HistoryEventType.EXECUTION_FAILED, world.history().getLast().type());
    assertEquals(0, world.scheduler.pending());
  }
}
