package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
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

  /** Forty of it are within ten MiB, and forty-one are not. */
  private static final String LARGE = ofBytes(262_000);

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
  void oneVariableMayBeAsLargeAsAPayload() {
    // {"v":"…"} has six bytes around the value.
    String machine = "{'Type':'Pass','End':true,'Output':1,'Assign':{'v':'{% $states.input %}'}}";
    assertEquals(ExecutionStatus.SUCCEEDED, world.runState(machine, ofBytes(LIMIT - 6)).status());
    assertEquals(
        Optional.of("States.DataLimitExceeded"),
        new World().runState(machine, ofBytes(LIMIT - 5)).error());
  }

  private static String fill(String variable, String next) {
    return "'%s':{'Type':'Pass','Assign':{'%s':'{%% $states.context.Execution.Input %%}'},%s}"
        .formatted(variable.toUpperCase(Locale.ROOT), variable, next);
  }

  /** States that assign so many variables of 262,000 bytes each, one after the other. */
  private static String filling(int variables, String last) {
    StringBuilder states = new StringBuilder();
    for (int index = 1; index < variables; index++) {
      states.append(fill("v" + index, "'Next':'V" + (index + 1) + "'")).append(',');
    }
    return states.append(fill("v" + variables, last)).toString();
  }

  @Test
  void allVariablesOfAnExecutionTogetherAreLimited() {
    // Ten MiB hold 40 such variables, and not 41.
    assertEquals(
        ExecutionStatus.SUCCEEDED,
        world.run(World.machineOf(filling(40, "'End':true")), LARGE).status());
    ExecutionDescription end = new World().run(World.machineOf(filling(41, "'End':true")), LARGE);
    assertEquals(Optional.of("States.DataLimitExceeded"), end.error());
    assertTrue(end.cause().orElseThrow().contains("'V41'"), end.cause().orElseThrow());
  }

  @Test
  void whatIsReplacedCountsNoMore() {
    assertEquals(
        ExecutionStatus.SUCCEEDED,
        world
            .run(
                World.machineOf(
                    filling(40, "'Next':'R'")
                        + ",'R':{'Type':'Pass','Assign':{'v1':'{% $states.context.Execution.Input %}'},"
                        + "'End':true}"),
                LARGE)
            .status());
  }

  @Test
  void theVariablesOfABranchCountWhileItRuns() {
    String parallel =
        "'P':{'Type':'Parallel','Next':'%s','Branches':[{'StartAt':'B','States':{'B':"
            + "{'Type':'Pass','Assign':{'b':'{%% $states.context.Execution.Input %%}'},'End':true}}}]}";
    assertEquals(
        ExecutionStatus.SUCCEEDED,
        world
            .run(
                World.machineOf(
                    filling(39, "'Next':'P'")
                        + ","
                        + parallel.formatted("V40")
                        + ","
                        + fill("v40", "'End':true")),
                LARGE)
            .status());
    assertEquals(
        Optional.of("States.DataLimitExceeded"),
        new World()
            .run(
                World.machineOf(
                    filling(40, "'Next':'P'")
                        + ","
                        + parallel.formatted("S")
                        + ",'S':{'Type':'Succeed'}"),
                LARGE)
            .error());
  }

  @Test
  void theInputOfAnIterationIsLimitedToo() {
    ExecutionDescription end =
        world.runState(
            "{'Type':'Map','End':true,'ItemSelector':['{% $states.context.Map.Item.Value %}',"
                + "'{% $states.context.Map.Item.Value %}'],'ItemProcessor':"
                + "{'StartAt':'I','States':{'I':{'Type':'Pass','Output':1,'End':true}}}}",
            List.of(1, ofBytes(LIMIT / 2)));
    assertEquals(Optional.of("States.DataLimitExceeded"), end.error());
    assertTrue(world.eventTypes().contains("MapIterationAborted"));
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
