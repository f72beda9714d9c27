package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An inline Map state runs its processor for each item")
final class MapTest {

  private static final String WAIT =
      "{'StartAt':'I','States':{'I':{'Type':'Wait','Seconds':10,'End':true}}}";

  private static final String TASK =
      "{'StartAt':'I','States':{'I':{'Type':'Task','Resource':'"
          + World.FUNCTION
          + "','End':true}}}";

  private final World world = new World();

  private static String mapState(String processor, String more) {
    return "{'Type':'Map','End':true,'ItemProcessor':" + processor + more + "}";
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void itemsAndSelectorShapeTheInputs() {
    ExecutionDescription end =
        world.runState(
            mapState(
                "{'StartAt':'I','States':{'I':{'Type':'Pass','End':true,'Output':"
                    + "{'in':'{% $states.input %}','i':'{% $states.context.Map.Item.Index %}'}}}}",
                ",'Items':['a','{% $states.input.b %}'],'ItemSelector':"
                    + "{'v':'{% $states.context.Map.Item.Value %}','x':'{% $states.input.b %}'}"),
            map("b", "B"));
    assertEquals(
        List.of(
            map("in", map("v", "a", "x", "B"), "i", 0), map("in", map("v", "B", "x", "B"), "i", 1)),
        end.output());
  }

  @ParameterizedTest
  @CsvSource({"0,10", "1,50", "2,30", "3,20", "5,10"})
  void concurrencyIsBounded(int maxConcurrency, long seconds) {
    ExecutionDescription end =
        world.runState(
            mapState(
                WAIT,
                ",'MaxConcurrency':'{% $states.context.Execution.Input[0] + "
                    + maxConcurrency
                    + " %}'"),
            numbers(5));
    assertEquals(numbers(5), end.output());
    assertEquals(Duration.ofSeconds(seconds), world.scheduler.elapsed());
  }

  @Test
  void atMostFortyIterationsRunAtOnce() {
    world.runState(mapState(WAIT, ""), numbers(41));
    assertEquals(Duration.ofSeconds(20), world.scheduler.elapsed());
  }

  @Test
  void noItemsNoIterations() {
    ExecutionDescription end = world.runState(mapState(WAIT, ""), List.of());
    assertEquals(List.of(), end.output());
    assertEquals(
        List.of(
            "ExecutionStarted",
            "MapStateEntered",
            "MapStateStarted",
            "MapStateSucceeded",
            "MapStateExited",
            "ExecutionSucceeded"),
        world.eventTypes());
  }

  @Test
  void whatIsNoArrayIsAnEvaluationError() {
    ExecutionDescription end = world.runState(mapState(WAIT, ""), map("a", 1));
    assertEquals(Optional.of("States.QueryEvaluationError"), end.error());
    assertTrue(end.cause().orElseThrow().endsWith("must be an array but was: {\"a\":1}"));
    assertEquals(
        List.of("EvaluationFailed", "MapStateFailed", "ExecutionFailed"),
        world.eventTypes().subList(2, 5));
  }

  @Test
  void anExpressionForItemsMustYieldAnArray() {
    ExecutionDescription end =
        world.runState(mapState(WAIT, ",'Items':'{% $states.input.a %}'"), map("a", "x"));
    assertTrue(
        end.cause()
            .orElseThrow()
            .endsWith(
                "for the field 'Items' returned an unexpected result type. Expected 'array', but"
                    + " was 'string' for value: \"x\""));
  }

  private TaskHandler failingFor(List<Integer> items) {
    return (request, completion) -> {
      int item = (Integer) request.arguments();
      return world.scheduler.after(
          Duration.ofSeconds(item + 1L),
          () -> {
            if (items.contains(item)) {
              completion.fail("E" + item, "c");
            } else {
              completion.succeed(item * 10);
            }
          });
    };
  }

  @Test
  void theFirstFailureFailsTheState() {
    world.handle(failingFor(List.of(1)));
    ExecutionDescription end = world.runState(mapState(TASK, ""), numbers(4));
    assertEquals(Optional.of("E1"), end.error());
    assertEquals(Duration.ofSeconds(2), world.scheduler.elapsed());
    List<String> types = world.eventTypes();
    int failed = types.indexOf("LambdaFunctionFailed");
    assertEquals(
        List.of(
            "MapIterationFailed",
            "TaskStateAborted",
            "MapIterationAborted",
            "TaskStateAborted",
            "MapIterationAborted",
            "TaskStateAborted",
            "MapStateFailed",
            "ExecutionFailed"),
        types.subList(failed + 1, types.size()));
    assertEquals(failed + 1L, world.event(HistoryEventType.MAP_STATE_FAILED).previousEventId());
  }

  @Test
  void toleratedFailuresLeaveTheirResultsOut() {
    world.handle(failingFor(List.of(1, 3)));
    ExecutionDescription end =
        world.runState(mapState(TASK, ",'ToleratedFailureCount':2"), numbers(5));
    assertEquals(List.of(0, 20, 40), end.output());
    assertEquals(2, world.eventTypes().stream().filter("MapIterationFailed"::equals).count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'ToleratedFailureCount':1",
        "'ToleratedFailurePercentage':39.9",
        "'ToleratedFailureCount':5,'ToleratedFailurePercentage':20",
        "'ToleratedFailureCount':'{% 0 + 1 %}'"
      })
  void tooManyFailuresHaveTheirOwnName(String tolerance) {
    world.handle(failingFor(List.of(1, 3)));
    ExecutionDescription end = world.runState(mapState(TASK, "," + tolerance), numbers(5));
    assertEquals(Optional.of("States.ExceedToleratedFailureThreshold"), end.error());
    assertEquals(Duration.ofSeconds(4), world.scheduler.elapsed());
  }

  @Test
  void aPercentageCoversItsShareExactly() {
    world.handle(failingFor(List.of(1, 3)));
    ExecutionDescription end =
        world.runState(mapState(TASK, ",'ToleratedFailurePercentage':40"), numbers(5));
    assertEquals(ExecutionStatus.SUCCEEDED, end.status());
  }

  @Test
  void aSelectorThatFailsFailsTheStateAndEndsTheOthers() {
    List<Object> cancelled = new ArrayList<>();
    world.handle(
        (request, completion) -> {
          if (request.arguments().equals("quick")) {
            completion.succeed("done");
          }
          return () -> cancelled.add(request.arguments());
        });
    ExecutionDescription end =
        world.run(
            World.machineOf(
                "'M': "
                    + mapState(
                        TASK,
                        ",'ItemSelector':'{% $states.context.Map.Item.Value.n %}',"
                            + "'MaxConcurrency':2,'Catch':[{'ErrorEquals':['States.ALL'],"
                            + "'Next':'Z'}]")
                    + ",'Z': {'Type':'Pass','Output':'caught','End':true}"),
            List.of(map("n", "slow"), map("n", "quick"), map("m", 2)));
    assertEquals("caught", end.output());
    assertEquals(
        "ItemSelector", world.event(HistoryEventType.EVALUATION_FAILED).details().get("location"));
    assertEquals(List.of("slow"), cancelled);
    assertTrue(world.eventTypes().contains("MapIterationAborted"));
  }

  @Test
  void nestedMapsSeeTheInnerItem() {
    ExecutionDescription end =
        world.runState(
            mapState(
                "{'StartAt':'J','States':{'J':"
                    + mapState(
                        "{'StartAt':'I','States':{'I':{'Type':'Pass','End':true,'Output':"
                            + "'{% $states.context.Map.Item.Value %}'}}}",
                        "")
                    + "}}",
                ""),
            List.of(List.of(1, 2), List.of(3)));
    assertEquals(List.of(List.of(1, 2), List.of(3)), end.output());
  }

  @Test
  void iterationsKeepTheirVariablesToThemselves() {
    ExecutionDescription end =
        world.runState(
            mapState(
                "{'StartAt':'I','States':{"
                    + "'I':{'Type':'Pass','Assign':{'v':'{% $states.input %}'},'Next':'J'},"
                    + "'J':{'Type':'Wait','Seconds':1,'Output':'{% $v %}','End':true}}}",
                ""),
            List.of(1, 2, 3));
    assertEquals(List.of(1, 2, 3), end.output());
  }
}
