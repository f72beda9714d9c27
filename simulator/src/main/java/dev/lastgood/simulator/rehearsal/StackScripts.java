package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.cloudformation.FailureCause;
import java.util.List;
import java.util.function.UnaryOperator;

/** All that can be rehearsed on stacks, in the order in which users should read it. */
final class StackScripts {
  private static final List<String> ORDERS = List.of("orders");

  static final List<Script> ALL =
      List.of(
          script(
              "stack-update-breaks-service",
              "A pipeline's update of a stack has succeeded, then its service's requests begin to"
                  + " fail.",
              "RECOVERED",
              StackPlays::badTemplate),
          script(
              "parameters-only",
              "A pipeline has deployed another release by a parameter alone, then its requests begin"
                  + " to fail.",
              "RECOVERED",
              StackPlays::badRelease),
          script(
              "already-rolled-back",
              "A pipeline's update fails, and CloudFormation takes it back by itself.",
              "NOT_NEEDED",
              StackPlays::failsAndRollsBack),
          script(
              "update-rollback-failed-signal",
              "A pipeline's update fails, and so does taking it back: signals are missing.",
              "RECOVERED",
              StackPlays.rollbackFails(FailureCause.MISSING_SIGNAL)),
          script(
              "update-rollback-failed-skip",
              "A pipeline's update fails, and so does taking it back, for what only a person can see"
                  + " to; nobody approves skipping the resource.",
              "ESCALATED",
              StackPlays.rollbackFails(FailureCause.MISSING_PERMISSION)));

  private StackScripts() {}

  private static Script script(String name, String says, String outcome, StackScript.Play play) {
    return script(name, says, outcome, StackScripts::automatic, play);
  }

  private static Script script(
      String name,
      String says,
      String outcome,
      UnaryOperator<Target> setting,
      StackScript.Play play) {
    return new StackScript(
        new Scenario(name, says, outcome),
        ORDERS,
        setting,
        (_, _) -> StackTemplates.service(),
        1,
        play);
  }

  private static Target automatic(Target target) {
    return target.withMode(Mode.AUTOMATIC);
  }
}
