package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A Distributed Map starts an execution for each item")
final class DistributedMapTest {

  private static final String MACHINE_AND_LABEL = "eu-west-1:123456789012:%s:Machine/L";
  private static final String WAIT =
      "'StartAt':'I','States':{'I':{'Type':'Wait','Seconds':10,'End':true}}";

  private final World world = new World();

  private static List<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  @Test
  void childrenHaveNamesArnsAndHistoriesOfTheirOwn() {
    ExecutionDescription end =
        world.runState(DistributedMaps.of(DistributedMaps.PASS, ""), List.of("a", "b"));
    assertEquals(List.of("a", "b"), end.output());
    assertTrue(
        DistributedMaps.mapRunArn(world)
            .matches("arn:aws:states:" + MACHINE_AND_LABEL.formatted("mapRun") + ":[0-9a-f-]{36}"));
    List<ExecutionDescription> children = DistributedMaps.children(world);
    assertEquals(List.of("a", "b"), children.stream().map(ExecutionDescription::input).toList());
    ExecutionDescription first = children.getFirst();
    assertTrue(first.name().matches("[0-9a-f-]{36}"));
    assertEquals(
        "arn:aws:states:" + MACHINE_AND_LABEL.formatted("execution") + ":" + first.name(),
        first.executionArn());
    assertEquals(
        "arn:aws:states:" + MACHINE_AND_LABEL.formatted("stateMachine"), first.stateMachineArn());
    assertEquals(first, world.host.describeExecution(first.executionArn()));
    assertEquals(
        List.of("ExecutionStarted", "PassStateEntered", "PassStateExited", "ExecutionSucceeded"),
        world.host.history(first.executionArn()).stream()
            .map(event -> event.type().apiName())
            .toList());
    assertEquals(1, world.host.executions().size(), "children are not among the machine's own");
  }

  @Test
  void theParentsHistoryTellsOfTheMapRunAlone() {
    world.runState(DistributedMaps.of(DistributedMaps.PASS, ""), List.of("a", "b"));
    assertEquals(
        List.of(
            "ExecutionStarted",
            "MapStateEntered",
            "MapStateStarted",
            "MapRunStarted",
            "MapRunSucceeded",
            "MapStateSucceeded",
            "MapStateExited",
            "ExecutionSucceeded"),
        world.eventTypes());
    assertEquals(2, world.event(HistoryEventType.MAP_STATE_STARTED).details().get("length"));
    assertEquals(5, world.event(HistoryEventType.MAP_STATE_EXITED).previousEventId());
  }

  @Test
  void theContextObjectInAChildIsTheChilds() {
    ExecutionDescription end =
        world.runState(
            DistributedMaps.of(
                "'StartAt':'I','States':{'I':{'Type':'Pass','End':true,"
                    + "'Output':'{% $states.context %}'}}",
                ""),
            List.of("a"));
    ExecutionDescription child = DistributedMaps.children(world).getFirst();
    Map<?, ?> context = (Map<?, ?>) ((List<?>) end.output()).getFirst();
    Map<?, ?> execution = (Map<?, ?>) context.get("Execution");
    assertEquals(child.executionArn(), execution.get("Id"));
    assertEquals(child.name(), execution.get("Name"));
    assertEquals("a", execution.get("Input"));
    assertEquals(World.ROLE, execution.get("RoleArn"));
    assertEquals(
        map("Id", child.stateMachineArn(), "Name", "Machine/L"), context.get("StateMachine"));
    assertFalse(context.containsKey("Map"), "the item is for ItemSelector alone");
  }

  @Test
  void aChildSeesNoVariablesOfItsParentAndMayUseTheirNames() {
    ExecutionDescription end =
        world.run(
            World.machineOf(
                "'P':{'Type':'Pass','Assign':{'v':1},'Next':'M'},'M':"
                    + DistributedMaps.of(
                        "'StartAt':'I','States':{"
                            + "'I':{'Type':'Pass','Output':'{% $exists($v) %}',"
                            + "'Assign':{'v':2},'End':true}}",
                        ",'ItemSelector':'{% $v %}'")),
            List.of("a"));
    assertEquals(List.of(false), end.output());
    assertEquals(1, DistributedMaps.children(world).getFirst().input());
  }

  @Test
  void theSelectorKnowsTheItemItsIndexAndItsSource() {
    ExecutionDescription end =
        world.runState(
            DistributedMaps.of(
                DistributedMaps.PASS, ",'ItemSelector':'{% $states.context.Map.Item %}'"),
            List.of("a", "b"));
    assertEquals(
        List.of(
            map("Index", 0, "Value", "a", "Source", "STATE_DATA"),
            map("Index", 1, "Value", "b", "Source", "STATE_DATA")),
        end.output());
  }

  @Test
  void theMembersOfAnObjectAreItemsToo() {
    ExecutionDescription end =
        world.runState(
            DistributedMaps.of(DistributedMaps.PASS, ",'Items':'{% $states.input.o %}'"),
            map("o", map("x", 1, "y", 2)));
    assertEquals(List.of(map("Key", "x", "Value", 1), map("Key", "y", "Value", 2)), end.output());
  }

  @Test
  void whatIsNeitherArrayNorObjectIsAnEvaluationError() {
    ExecutionDescription end = world.runState(DistributedMaps.of(DistributedMaps.PASS, ""), "text");
    assertEquals(Optional.of("States.QueryEvaluationError"), end.error());
    assertFalse(world.eventTypes().contains("MapRunStarted"));
  }

  @Test
  void noItemsNoChildren() {
    assertEquals(
        List.of(),
        world.runState(DistributedMaps.of(DistributedMaps.PASS, ""), List.of()).output());
    assertEquals(List.of(), DistributedMaps.children(world));
  }

  @ParameterizedTest
  @CsvSource({"0,10", "1,50", "2,30", "5,10"})
  void concurrencyIsBounded(int maxConcurrency, long seconds) {
    world.runState(DistributedMaps.of(WAIT, ",'MaxConcurrency':" + maxConcurrency), numbers(5));
    assertEquals(Duration.ofSeconds(seconds), world.scheduler.elapsed());
  }

  @Test
  void moreThanFortyChildrenRunAtOnce() {
    world.runState(DistributedMaps.of(WAIT, ""), numbers(1000));
    assertEquals(Duration.ofSeconds(10), world.scheduler.elapsed());
  }

  @Test
  void oneFailureIsTooManyUnlessSomeAreTolerated() {
    world.handle(DistributedMaps.failingFor(world, List.of(2)));
    ExecutionDescription end =
        world.runState(DistributedMaps.of(DistributedMaps.TASK, ""), numbers(4));
    assertEquals(Optional.of("States.ExceedToleratedFailureThreshold"), end.error());
    assertEquals(
        Optional.of("The specified tolerated failure threshold was exceeded"), end.cause());
    assertEquals(
        List.of(
            ExecutionStatus.SUCCEEDED,
            ExecutionStatus.FAILED,
            ExecutionStatus.ABORTED,
            ExecutionStatus.ABORTED),
        DistributedMaps.children(world).stream().map(ExecutionDescription::status).toList());
    assertEquals(
        List.of("MapRunStarted", "MapRunFailed", "MapStateFailed", "ExecutionFailed"),
        world.eventTypes().subList(3, 7));
    assertEquals(
        "States.ExceedToleratedFailureThreshold",
        world.event(HistoryEventType.MAP_RUN_FAILED).details().get("error"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'ToleratedFailureCount':2", "'ToleratedFailurePercentage':'{% 20 + 20 %}'"})
  void aToleratedFailureIsToldWholeAmongTheResults(String tolerance) {
    world.handle(DistributedMaps.failingFor(world, List.of(2, 4)));
    ExecutionDescription end =
        world.runState(DistributedMaps.of(DistributedMaps.TASK, "," + tolerance), numbers(5));
    List<?> results = (List<?>) end.output();
    assertEquals(List.of(10, 30, 50), List.of(results.get(0), results.get(2), results.get(4)));
    Map<?, ?> failed = (Map<?, ?>) results.get(1);
    assertEquals("E2", failed.get("Error"));
    assertEquals("FAILED", failed.get("Status"));
  }

  @Test
  void batchesHoldSoManyItemsAndWhatAllShare() {
    ExecutionDescription end =
        world.runState(
            DistributedMaps.of(
                DistributedMaps.PASS,
                ",'Items':[1,2,3],'ItemBatcher':{'MaxItemsPerBatch':'{% 1 + 1 %}',"
                    + "'BatchInput':{'day':'{% $states.input.day %}'}}"),
            map("day", "Monday"));
    assertEquals(
        List.of(
            map("BatchInput", map("day", "Monday"), "Items", List.of(1, 2)),
            map("BatchInput", map("day", "Monday"), "Items", List.of(3))),
        end.output());
  }

  @Test
  void batchesHoldSoManyBytes() {
    // {"Items":["xx","xx"]} has 21 bytes.
    ExecutionDescription end =
        world.runState(
            DistributedMaps.of(DistributedMaps.PASS, ",'ItemBatcher':{'MaxInputBytesPerBatch':21}"),
            List.of("xx", "xx", "xxx", "xx", "far larger than a batch"));
    assertEquals(
        List.of(
            map("Items", List.of("xx", "xx")),
            map("Items", List.of("xxx")),
            map("Items", List.of("xx")),
            map("Items", List.of("far larger than a batch"))),
        end.output());
  }

  @Test
  void aFailedBatchCountsAllItsItems() {
    String map =
        DistributedMaps.of(
            "'StartAt':'I','States':{'I':{'Type':'Choice','Choices':[{"
                + "'Condition':'{% 2 in $states.input.Items %}','Next':'F'}],'Default':'S'},"
                + "'F':{'Type':'Fail'},'S':{'Type':'Succeed'}}",
            ",'ItemBatcher':{'MaxItemsPerBatch':2},'ToleratedFailureCount':");
    assertEquals(
        ExecutionStatus.FAILED,
        world.runState(map.substring(0, map.length() - 1) + "1}", numbers(4)).status());
    assertEquals(
        ExecutionStatus.SUCCEEDED,
        new World().runState(map.substring(0, map.length() - 1) + "2}", numbers(4)).status());
  }

  @Test
  void anInputAboveTheLimitFailsTheState() {
    ExecutionDescription end =
        world.runState(
            DistributedMaps.of(
                DistributedMaps.PASS,
                ",'ItemSelector':['{% $states.context.Map.Item.Value %}',"
                    + "'{% $states.context.Map.Item.Value %}']"),
            List.of("x".repeat(140_000)));
    assertEquals(Optional.of("States.DataLimitExceeded"), end.error());
    assertTrue(world.eventTypes().contains("MapRunFailed"));
  }

  @Test
  void resultsAboveTheLimitFailTheState() {
    ExecutionDescription end =
        world.runState(
            DistributedMaps.of(
                "'StartAt':'I','States':{'I':{'Type':'Pass','Output':"
                    + "'{% $join([1..20000].$string(12345)) %}','End':true}}",
                ""),
            numbers(3));
    assertEquals(Optional.of("States.DataLimitExceeded"), end.error());
  }

  @Test
  void aSelectorThatFailsFailsTheMapRun() {
    ExecutionDescription end =
        world.runState(
            DistributedMaps.of(
                DistributedMaps.PASS, ",'ItemSelector':'{% $states.context.Map.Item.Value.n %}'"),
            List.of(map("n", 1), map("m", 2)));
    assertEquals(Optional.of("States.QueryEvaluationError"), end.error());
    assertEquals(
        List.of("MapRunStarted", "EvaluationFailed", "MapRunFailed", "MapStateFailed"),
        world.eventTypes().subList(3, 7));
    assertEquals(List.of(), DistributedMaps.children(world));
  }

  @Test
  void retriesAreMapRunsOfTheirOwn() {
    world.answers(World.failure("E"), World.output("done"));
    ExecutionDescription end =
        world.runState(
            DistributedMaps.of(
                DistributedMaps.TASK,
                ",'Retry':[{'ErrorEquals':['States.ExceedToleratedFailureThreshold']}]"),
            List.of("a"));
    assertEquals(List.of("done"), end.output());
    List<Object> arns =
        world.history().stream()
            .filter(event -> event.type() == HistoryEventType.MAP_RUN_STARTED)
            .map(event -> event.details().get("mapRunArn"))
            .toList();
    assertEquals(2, arns.stream().distinct().count());
  }

  @Test
  void stoppingTheParentStopsTheChildren() {
    ExecutionDescription started =
        world.start(
            World.machineOf("'Only': " + DistributedMaps.of(WAIT, ",'MaxConcurrency':1")),
            numbers(3));
    world.scheduler.run(Duration.ofSeconds(5));
    world.host.stopExecution(started.executionArn(), Optional.empty(), Optional.empty());
    assertEquals(
        List.of(ExecutionStatus.ABORTED),
        DistributedMaps.children(world).stream().map(ExecutionDescription::status).toList());
    assertEquals(0, world.scheduler.pending());
  }

  @Test
  void aBranchThatFailsAbortsTheMapRunBesideIt() {
    world.run(
        World.machineOf(
            "'P':{'Type':'Parallel','End':true,'Branches':[{'StartAt':'M','States':{'M':"
                + DistributedMaps.of(WAIT, "")
                + "}},{'StartAt':'W','States':{'W':{'Type':'Wait','Seconds':1,'Next':'F'},"
                + "'F':{'Type':'Fail'}}}]}"),
        numbers(2));
    List<String> types = world.eventTypes();
    assertTrue(types.indexOf("MapRunAborted") > types.indexOf("FailStateEntered"), types::toString);
    assertEquals(
        List.of(ExecutionStatus.ABORTED, ExecutionStatus.ABORTED),
        DistributedMaps.children(world).stream().map(ExecutionDescription::status).toList());
  }

  @Test
  void aChildInsideAChildIsNamedByTheMachineToo() {
    world.runState(
        DistributedMaps.of(
            "'StartAt':'M','States':{'M':"
                + DistributedMaps.of(DistributedMaps.PASS.replace("'I'", "'J'"), "")
                    .replace("'Label':'L'", "'Label':'Inner'")
                + "}",
            ""),
        List.of(List.of("a")));
    ExecutionDescription outer = DistributedMaps.children(world).getFirst();
    assertEquals(List.of("a"), outer.output());
    Object inner =
        world.host.history(outer.executionArn()).stream()
            .filter(event -> event.type() == HistoryEventType.MAP_RUN_STARTED)
            .findFirst()
            .orElseThrow()
            .details()
            .get("mapRunArn");
    assertTrue(((String) inner).contains(":mapRun:Machine/Inner:"), (String) inner);
  }

  @Test
  void expressChildrenHaveTheirOwnArnsAndFiveMinutes() {
    world.handle(World.never());
    ExecutionDescription end =
        world.runState(DistributedMaps.of("EXPRESS", DistributedMaps.TASK, ""), List.of("a"));
    ExecutionDescription child = DistributedMaps.children(world).getFirst();
    assertTrue(
        child
            .executionArn()
            .matches(
                "arn:aws:states:"
                    + MACHINE_AND_LABEL.formatted("express")
                    + ":[0-9a-f-]{36}:[0-9a-f-]{36}"),
        child::executionArn);
    assertEquals(ExecutionStatus.TIMED_OUT, child.status());
    assertEquals(Duration.ofMinutes(5), world.scheduler.elapsed());
    assertEquals(Optional.of("States.ExceedToleratedFailureThreshold"), end.error());
    assertEquals(2, world.statusChanges.size(), "EventBridge hears of the parent alone");
  }

  @Test
  void theSameSeedGivesTheSameChildren() {
    String map = DistributedMaps.of(DistributedMaps.PASS, "");
    World again = new World();
    world.runState(map, List.of("a", "b"));
    again.runState(map, List.of("a", "b"));
    assertEquals(DistributedMaps.children(world), DistributedMaps.children(again));
    assertEquals(world.history(), again.history());
  }
}
