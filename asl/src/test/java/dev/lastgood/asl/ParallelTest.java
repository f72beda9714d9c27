package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Parallel state runs its branches at the same time")
final class ParallelTest {

  private final World world = new World();

  private static String branch(String name, String state) {
    return "{'StartAt':'" + name + "','States':{'" + name + "':" + state + "}}";
  }

  @Test
  void theResultsComeInTheOrderOfTheBranches() {
    ExecutionDescription end =
        world.runState(
            "{'Type':'Parallel','Arguments':{'n':'{% $states.input.i + 1 %}'},'End':true,"
                + "'Branches':["
                + branch("Slow", "{'Type':'Wait','Seconds':9,'End':true}")
                + ","
                + branch("Fast", "{'Type':'Pass','Output':'fast','End':true}")
                + "],'Output':{'r':'{% $states.result %}','i':'{% $states.input.i %}'}}",
            map("i", 1));
    assertEquals(map("r", List.of(map("n", 2), "fast"), "i", 1), end.output());
    assertEquals(Duration.ofSeconds(9), world.scheduler.elapsed());
  }

  @Test
  void branchesReadOuterVariablesAndKeepTheirOwn() {
    ExecutionDescription end =
        world.run(
            World.machineOf(
                """
                'A': {'Type':'Pass','Assign':{'outer':1},'Next':'P'},
                'P': {'Type':'Parallel','Next':'Z','Assign':{'seen':'{% $states.result %}'},
                  'Branches':[
                    {'StartAt':'X','States':{
                      'X': {'Type':'Pass','Assign':{'own':'{% $outer + 1 %}'},'Next':'X2'},
                      'X2': {'Type':'Wait','Seconds':1,'Output':'{% $own %}','End':true}}},
                    {'StartAt':'Y','States':{
                      'Y': {'Type':'Pass','Assign':{'own':'{% $outer + 5 %}'},'Next':'Y2'},
                      'Y2': {'Type':'Pass','Output':'{% $own %}','End':true}}}]},
                'Z': {'Type':'Pass','Output':{'seen':'{% $seen %}',
                  'own':'{% $exists($own) %}'},'End':true}
                """),
            map());
    assertEquals(map("seen", List.of(2, 6), "own", false), end.output());
  }

  @Test
  void oneFailureEndsAllBranches() {
    AtomicInteger cancelled = new AtomicInteger();
    world.answers((request, completion) -> cancelled::incrementAndGet);
    ExecutionDescription end =
        world.run(
            World.machineOf(
                "'P': {'Type':'Parallel','Next':'Z','Branches':["
                    + branch("T", "{'Type':'Task','Resource':'" + World.FUNCTION + "','End':true}")
                    + ","
                    + branch("W", "{'Type':'Wait','Seconds':100,'End':true}")
                    + ",{'StartAt':'V','States':{'V':{'Type':'Wait','Seconds':3,'Next':'F'},"
                    + "'F':{'Type':'Fail','Error':'E','Cause':'c'}}}"
                    + "],'Catch':[{'ErrorEquals':['E'],'Next':'Z'}]},"
                    + "'Z': {'Type':'Pass','End':true}"),
            map());
    assertEquals(map("Error", "E", "Cause", "c"), end.output());
    assertEquals(Duration.ofSeconds(3), world.scheduler.elapsed());
    assertEquals(1, cancelled.get());
    List<String> types = world.eventTypes();
    int failed = types.indexOf("FailStateEntered");
    assertEquals(
        List.of(
            "FailStateEntered",
            "TaskStateAborted",
            "WaitStateAborted",
            "ParallelStateFailed",
            "ParallelStateExited"),
        types.subList(failed, failed + 5));
    long failedId = failed + 1L;
    assertEquals(failedId, world.event(HistoryEventType.PARALLEL_STATE_FAILED).previousEventId());
  }

  @Test
  void aRetryRunsAllBranchesAgain() {
    world.answers(World.failure("E"), World.output("x"));
    ExecutionDescription end =
        world.runState(
            "{'Type':'Parallel','End':true,'Retry':[{'ErrorEquals':['E'],'IntervalSeconds':4}],"
                + "'Branches':["
                + branch("T", "{'Type':'Task','Resource':'" + World.FUNCTION + "','End':true}")
                + ","
                + branch("W", "{'Type':'Wait','Seconds':1,'Output':'w','End':true}")
                + "]}",
            map());
    assertEquals(List.of("x", "w"), end.output());
    assertEquals(Duration.ofSeconds(5), world.scheduler.elapsed());
    assertFalse(world.eventTypes().contains("ParallelStateFailed"));
  }

  @Test
  void nestedStatesAreAbortedFromTheOutsideIn() {
    world.runState(
        "{'Type':'Parallel','End':true,'Branches':["
            + branch(
                "P",
                "{'Type':'Parallel','End':true,'Branches':["
                    + branch("W", "{'Type':'Wait','Seconds':9,'End':true}")
                    + "]}")
            + ",{'StartAt':'V','States':{'V':{'Type':'Wait','Seconds':3,'Next':'F'},"
            + "'F':{'Type':'Fail'}}}]}",
        map());
    List<String> types = world.eventTypes();
    int failed = types.indexOf("FailStateEntered");
    assertEquals(
        List.of(
            "ParallelStateAborted", "WaitStateAborted", "ParallelStateFailed", "ExecutionFailed"),
        types.subList(failed + 1, types.size()));
  }

  @Test
  void whatAnExpressionOfABranchFailedOnReachesTheCatch() {
    ExecutionDescription end =
        world.run(
            World.machineOf(
                "'P': {'Type':'Parallel','Next':'Z','Branches':["
                    + branch("B", "{'Type':'Pass','Output':'{% $states.input.gone %}','End':true}")
                    + "],'Catch':[{'ErrorEquals':['States.QueryEvaluationError'],'Next':'Z',"
                    + "'Output':'caught'}]},"
                    + "'Z': {'Type':'Pass','End':true}"),
            map());
    assertEquals("caught", end.output());
    assertEquals(Optional.empty(), end.error());
  }
}
