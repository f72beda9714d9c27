package dev.lastgood.simulator.installation;

import dev.lastgood.asl.StateMachine;
import dev.lastgood.simulator.stepfunctions.SimulatedStepFunctions;
import java.util.List;

/**
 * A state machine of the template, its substitutions made.
 *
 * @param arn its ARN
 * @param name its name
 * @param roleArn the role of its tasks
 * @param definition compiled, for all worlds
 * @param states its states, for whoever counts which of them are entered
 * @param qualifiers its versions and aliases
 */
record InstalledMachine(
    String arn,
    String name,
    String roleArn,
    StateMachine definition,
    List<MachineState> states,
    List<String> qualifiers) {

  void deploy(SimulatedStepFunctions stepFunctions) {
    stepFunctions.register(name, roleArn, definition);
    for (String qualifier : qualifiers) {
      stepFunctions.register(name + ":" + qualifier, roleArn, definition);
    }
  }
}
