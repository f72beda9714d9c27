package dev.lastgood.asl;

import static dev.lastgood.asl.World.failure;
import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Catch takes the first way that names the error")
final class CatchTest {

  private final World world = new World();

  private ExecutionDescription run(String retryAndCatch) {
    return world.run(
        World.machineOf(
            "'T': {'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','TimeoutSeconds':60,"
                + "'HeartbeatSeconds':5,'End':true,'Assign':{'v':'set'},"
                + retryAndCatch
                + "},'A': {'Type':'Pass','Assign':{'by':'A'},'Next':'Z'},"
                + "'B': {'Type':'Pass','Assign':{'by':'B'},'Next':'Z'},"
                + "'Z': {'Type':'Pass','Output':{'in':'{% $states.input %}','by':'{% $by %}',"
                + "'v':'{% $exists($v) ? $v : null %}'},'End':true}"),
        map("i", 1));
  }

  @Test
  void theErrorOutputIsTheOutputByDefault() {
    world.answers(failure("E"));
    ExecutionDescription end =
        run("'Catch':[{'ErrorEquals':['D'],'Next':'A'},{'ErrorEquals':['States.ALL'],'Next':'B'}]");
    assertEquals(
        map("in", map("Error", "E", "Cause", "cause of E"), "by", "B", "v", null), end.output());
    assertEquals("TaskStateExited", world.eventTypes().get(5));
  }

  @Test
  void aCatcherHasItsOwnOutputAndAssign() {
    world.answers(failure("E"));
    ExecutionDescription end =
        run(
            "'Catch':[{'ErrorEquals':['D','E'],'Next':'A',"
                + "'Output':{'e':'{% $states.errorOutput.Error %}','i':'{% $states.input.i %}'},"
                + "'Assign':{'v':'{% $states.errorOutput.Cause %}'}},"
                + "{'ErrorEquals':['States.ALL'],'Next':'B'}]");
    assertEquals(map("in", map("e", "E", "i", 1), "by", "A", "v", "cause of E"), end.output());
  }

  @Test
  void catchersComeAfterTheRetries() {
    world.handle(failure("E"));
    run(
        "'Retry':[{'ErrorEquals':['E'],'IntervalSeconds':5,'MaxAttempts':1}],"
            + "'Catch':[{'ErrorEquals':['E'],'Next':'A'},{'ErrorEquals':['F'],'Next':'B'}]");
    assertEquals(2, world.requests.size());
    assertEquals(Duration.ofSeconds(5), world.scheduler.elapsed());
    assertEquals(ExecutionStatus.SUCCEEDED, world.statusChanges.getLast().status());
  }

  @Test
  void aMissedHeartbeatIsCaughtByItsName() {
    world.answers(World.never());
    ExecutionDescription end =
        run(
            "'Catch':[{'ErrorEquals':['States.HeartbeatTimeout'],'Next':'A'},"
                + "{'ErrorEquals':['States.ALL'],'Next':'B'}]");
    assertEquals(map("in", map("Error", "States.Timeout"), "by", "A", "v", null), end.output());
  }

  @Test
  void anErrorInACatchersOutputIsNotCaughtAgain() {
    world.answers(failure("E"));
    ExecutionDescription end =
        run(
            "'Catch':[{'ErrorEquals':['E'],'Next':'A','Output':'{% $states.gone %}'},"
                + "{'ErrorEquals':['States.ALL'],'Next':'B'}]");
    assertEquals(Optional.of("States.QueryEvaluationError"), end.error());
    assertTrue(end.cause().orElseThrow().contains("'Catch[0]/Output'"));
  }

  @Test
  void withoutAMatchTheExecutionFails() {
    world.answers(failure("E"));
    ExecutionDescription end =
        run("'Catch':[{'ErrorEquals':['D'],'Next':'A'},{'ErrorEquals':['F'],'Next':'B'}]");
    assertEquals(Optional.of("E"), end.error());
    assertEquals(List.of("TaskFailed", "ExecutionFailed"), world.eventTypes().subList(4, 6));
  }
}
