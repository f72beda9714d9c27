package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Fail state ends the execution with its error")
final class FailTest {

  private final World world = new World();

  @Test
  void errorAndCauseMayBeExpressions() {
    ExecutionDescription end =
        world.runState(
            "{'Type':'Fail','Error':'{% $states.input.e %}','Cause':'because'}",
            map("e", "Broken"));
    assertEquals(ExecutionStatus.FAILED, end.status());
    assertEquals(Optional.of("Broken"), end.error());
    assertEquals(Optional.of("because"), end.cause());
    assertEquals(
        List.of("ExecutionStarted", "FailStateEntered", "ExecutionFailed"), world.eventTypes());
  }

  @Test
  void neitherIsNeeded() {
    ExecutionDescription end = world.runState("{'Type':'Fail'}", map());
    assertEquals(ExecutionStatus.FAILED, end.status());
    assertEquals(Optional.empty(), end.error());
    assertEquals(Optional.empty(), end.cause());
  }

  @Test
  void anErrorMustBeText() {
    ExecutionDescription end = world.runState("{'Type':'Fail','Error':'{% 5 %}'}", map());
    assertEquals(Optional.of("States.QueryEvaluationError"), end.error());
  }
}
