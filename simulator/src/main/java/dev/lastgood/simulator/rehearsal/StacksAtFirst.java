package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/** What a team's stacks are made from while all is well. */
@FunctionalInterface
interface StacksAtFirst {
  /** The role that CloudFormation changes the stacks' resources with. */
  String SERVICE_ROLE = "shop-deployment";

  /**
   * The template of a target's stack.
   *
   * @param targetId the target
   * @param world where whatever the template refers to is made
   */
  StackTemplates.Made of(String targetId, SimulatedWorld world);

  /** Makes a target's stack; it has been there for a while. */
  default StackTemplates.Made create(
      SimulatedWorld world, String targetId, String stackName, Instant since) {
    StackTemplates.Made made = of(targetId, world);
    CreateStackRequest.Builder request =
        CreateStackRequest.builder()
            .stackName(stackName)
            .parameters(parameters(made.parameters()))
            .capabilities(made.capabilities())
            .roleARN("arn:aws:iam::" + world.account().id() + ":role/" + SERVICE_ROLE);
    TeamTemplates.give(world, made.template().text(), request::templateBody, request::templateURL);
    world.cloudFormation().createSettled(request.build(), since);
    return made;
  }

  /** Parameters as requests have them. */
  static List<Parameter> parameters(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            entry ->
                Parameter.builder()
                    .parameterKey(entry.getKey())
                    .parameterValue(entry.getValue())
                    .build())
        .toList();
  }
}
