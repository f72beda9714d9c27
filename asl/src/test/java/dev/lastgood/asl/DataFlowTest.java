package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Data flows through Output, Assign and expressions")
final class DataFlowTest {

  private final World world = new World();

  @Test
  void aPassStateHandsItsInputOn() {
    Map<String, Object> input = map("a", 1);
    ExecutionDescription end = world.runState("{'Type':'Pass','End':true}", input);
    assertEquals(ExecutionStatus.SUCCEEDED, end.status());
    assertSame(input, end.output());
  }

  @Test
  void outputMixesLiteralsAndExpressions() {
    ExecutionDescription end =
        world.runState(
            "{'Type':'Pass','End':true,'Output':{'x':'{% $states.input.a + 1 %}',"
                + "'list':[1,null,'{% $states.input.b %}'],' {% no %} ':' {% $states.input %} '}}",
            map("a", 1, "b", map("c", true)));
    assertEquals(
        map(
            "x",
            2,
            "list",
            Arrays.asList(1, null, map("c", true)),
            " {% no %} ",
            " {% $states.input %} "),
        end.output());
  }

  @Test
  void aSucceedStateMayShapeTheOutput() {
    ExecutionDescription end =
        world.runState("{'Type':'Succeed','Output':'{% $states.input.a %}'}", map("a", "x"));
    assertEquals("x", end.output());
    assertEquals(
        List.of(
            "ExecutionStarted", "SucceedStateEntered", "SucceedStateExited", "ExecutionSucceeded"),
        world.eventTypes());
  }

  @Test
  void nullIsAValueAndNotNothing() {
    ExecutionDescription end =
        world.runState(
            "{'Type':'Pass','End':true,'Output':'{% $states.input.a %}'}", map("a", null));
    assertEquals(ExecutionStatus.SUCCEEDED, end.status());
    assertNull(end.output());
  }

  @Test
  void nullsInsideListsSurvive() {
    ExecutionDescription end =
        world.runState(
            "{'Type':'Pass','End':true,'Output':{'all':'{% $states.input.l %}',"
                + "'second':'{% $states.input.l[1] %}','count':'{% $count($states.input.l) %}'}}",
            map("l", Arrays.asList(1, null, 3)));
    assertEquals(map("all", Arrays.asList(1, null, 3), "second", null, "count", 3), end.output());
  }

  @Test
  void nothingIsAnEvaluationError() {
    ExecutionDescription end =
        world.runState("{'Type':'Pass','End':true,'Output':{'o':'{% $states.input.b %}'}}", map());
    assertEquals(ExecutionStatus.FAILED, end.status());
    assertEquals(Optional.of("States.QueryEvaluationError"), end.error());
    assertEquals(
        Optional.of(
            "An error occurred while executing the state 'Only' (entered at the event id #2)."
                + " The JSONata expression '$states.input.b' specified for the field 'Output/o'"
                + " returned nothing (undefined)."),
        end.cause());
    HistoryEvent failed = world.event(HistoryEventType.EVALUATION_FAILED);
    assertEquals("Output/o", failed.details().get("location"));
    assertEquals("Only", failed.details().get("state"));
  }

  @Test
  void aFunctionIsNoResult() {
    ExecutionDescription end =
        world.runState(
            "{'Type':'Pass','End':true,'Output':'{% {\\'f\\': function($x){$x}} %}'}"
                .replace("\\'", "\\\""),
            map());
    assertEquals(Optional.of("States.QueryEvaluationError"), end.error());
    assertEquals(true, end.cause().orElseThrow().contains("unsupported result type"));
  }

  @Test
  void anErrorOfAnExpressionNamesItsCode() {
    ExecutionDescription end =
        world.runState(
            "{'Type':'Pass','End':true,'Output':'{% 1 + $states.input.a %}'}", map("a", "x"));
    assertEquals(Optional.of("States.QueryEvaluationError"), end.error());
    assertEquals(true, end.cause().orElseThrow().contains("T2002"), end::toString);
  }

  @Test
  void endlessRecursionIsAnEvaluationError() {
    ExecutionDescription end =
        world.runState(
            "{'Type':'Pass','End':true,'Output':'{% ($f := function($n){1 + $f($n)}; $f(1)) %}'}",
            map());
    assertEquals(Optional.of("States.QueryEvaluationError"), end.error());
  }

  @Test
  void wholeNumbersAreIntegers() {
    ExecutionDescription end =
        world.runState(
            "{'Type':'Pass','End':true,'Output':'{% [2.0, 6 / 3, 5 / 2, 3000000000 * 2] %}'}",
            map());
    assertEquals(List.of(2, 2, 2.5, 6_000_000_000L), end.output());
  }

  @Test
  void variablesLiveOnAcrossStates() {
    ExecutionDescription end =
        world.run(
            World.machineOf(
                """
                'A': {'Type':'Pass','Assign':{'x':'{% $states.input.a %}','n':null},'Next':'B'},
                'B': {'Type':'Pass','Output':'nothing','Next':'C'},
                'C': {'Type':'Pass','Output':{'x':'{% $x %}','n':'{% $n %}'},'End':true}
                """),
            map("a", List.of(1)));
    assertEquals(map("x", List.of(1), "n", null), end.output());
  }

  @Test
  void assignAndOutputSeeTheOldVariables() {
    ExecutionDescription end =
        world.run(
            World.machineOf(
                """
                'A': {'Type':'Pass','Assign':{'x':1,'y':2},'Next':'B'},
                'B': {'Type':'Pass','Assign':{'x':'{% $y %}','y':'{% $x %}'},
                      'Output':'{% $x + 10 * $y %}','Next':'C'},
                'C': {'Type':'Pass','Output':{'before':'{% $states.input %}',
                      'x':'{% $x %}','y':'{% $y %}'},'End':true}
                """),
            map());
    assertEquals(map("before", 21, "x", 2, "y", 1), end.output());
  }

  @Test
  void theEventOfLeavingTellsTheAssignedVariables() {
    world.runState("{'Type':'Pass','Assign':{'x':'{% 1 + 1 %}'},'End':true}", map());
    assertEquals(
        map("x", 2),
        world.event(HistoryEventType.PASS_STATE_EXITED).details().get("assignedVariables"));
  }

  @Test
  void aVariableMayHideAFunction() {
    ExecutionDescription end =
        world.run(
            World.machineOf(
                """
                'A': {'Type':'Pass','Assign':{'uuid':'mine'},'Next':'B'},
                'B': {'Type':'Pass','Output':'{% $uuid %}','End':true}
                """),
            map());
    assertEquals("mine", end.output());
  }

  @Test
  void documentsAreNeverChangedByExpressions() {
    Map<String, Object> input = map("l", Arrays.asList(1, null, 2.0), "m", map("k", null));
    Map<String, Object> copy = map("l", Arrays.asList(1, null, 2.0), "m", map("k", null));
    world.runState(
        "{'Type':'Pass','End':true,'Output':'{% $merge([$states.input, {\\'z\\':[1..3]}]) %}'}"
            .replace("\\'", "\\\""),
        input);
    assertEquals(copy, input);
  }
}
