package dev.lastgood.asl;

import static dev.lastgood.asl.World.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Choice state takes the first way whose condition holds")
final class ChoiceTest {

  private static final String STATES =
      """
      'Pick': {'Type':'Choice', 'Choices': [
          {'Condition':'{% $states.input.n > 10 %}','Next':'Big','Output':'big',
           'Assign':{'why':'rule'}},
          {'Condition':'{% $states.input.n > 5 %}','Next':'Medium'},
          {'Condition':'{% $states.input.n = "x" %}','Next':'Medium'}],
        %s 'Assign':{'why':'default'}, 'Output':{'was':'{%% $states.input.n %%}'}},
      'Big': {'Type':'Pass','Output':'{%% $states.input & $why %%}','End':true},
      'Medium': {'Type':'Pass','End':true}%s
      """;

  private final World world = new World();

  private ExecutionDescription run(Object n) {
    return world.run(
        World.machineOf(
            STATES
                .replace("\"x\"", "\\\"x\\\"")
                .replace("{% $states.input.n", "{%% $states.input.n")
                .replace(" %}','Next'", " %%}','Next'")
                .formatted(
                    "'Default':'Small',",
                    ", 'Small': {'Type':'Pass','Output':{'in':'{% $states.input %}',"
                        + "'why':'{% $why %}'},'End':true}")),
        map("n", n));
  }

  @Test
  void theFirstRuleThatHoldsWins() {
    assertEquals("bigrule", run(11).output());
  }

  @Test
  void aRuleWithoutOutputHandsTheInputOn() {
    assertEquals(map("n", 7), run(7).output());
  }

  @Test
  void theStatesOwnOutputAndAssignBelongToTheDefault() {
    assertEquals(map("in", map("was", 1), "why", "default"), run(1).output());
  }

  @Test
  void withoutAnyWayTheStateFails() {
    ExecutionDescription end =
        world.run(
            World.machineOf(
                """
                'Pick': {'Type':'Choice','Choices':[{'Condition':false,'Next':'A'}]},
                'A': {'Type':'Succeed'}
                """),
            map());
    assertEquals(Optional.of("States.NoChoiceMatched"), end.error());
    assertEquals(
        List.of("ExecutionStarted", "ChoiceStateEntered", "ExecutionFailed"), world.eventTypes());
  }

  @Test
  void aConditionThatIsNotTrueOrFalseIsAnEvaluationError() {
    ExecutionDescription end =
        world.run(
            World.machineOf(
                """
                'Pick': {'Type':'Choice','Choices':[
                   {'Condition':'{% $states.input.n %}','Next':'A'}],'Default':'A'},
                'A': {'Type':'Succeed'}
                """),
            map("n", 1));
    assertEquals(Optional.of("States.QueryEvaluationError"), end.error());
    assertTrue(
        end.cause()
            .orElseThrow()
            .contains(
                "specified for the field 'Choices[0]/Condition' returned an unexpected result"
                    + " type. Expected 'boolean', but was 'number' for value: 1"),
        end::toString);
  }
}
