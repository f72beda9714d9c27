package dev.lastgood.simulator.cloudformation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Stacks that have been there for a while when a scenario begins: nothing takes time. */
record SettledStacks(StackRegion region) {
  /** Makes all that a stack declares; what is there already by its name is taken over. */
  void settle(LiveStack stack, Instant since) {
    DeploymentRun run = DeploymentRun.forward(stack.deployment(), false, PolicyCheck.NONE);
    StackScope scope = new StackScope(region, stack, stack.deployment());
    StackTemplate template = stack.deployment().template();
    for (List<String> wave : template.waves(ChangePlan.wanted(scope, run.target()))) {
      for (String logicalId : wave) {
        make(stack, scope, template.resources().get(logicalId), since);
      }
    }
    stack.imports(scope.imports());
    stack.outputs(scope.outputs());
    stack.becomesStable();
    stack.status(StackStatus.CREATE_COMPLETE, "");
  }

  private void make(LiveStack stack, StackScope scope, TemplateResource definition, Instant since) {
    ResourceProvider provider = region.types().of(definition.type());
    Map<String, Object> properties = scope.properties(definition);
    Map<String, String> tags =
        provider.isTaggable()
            ? StackTags.handedOn(stack, stack.deployment().tags(), definition.logicalId())
            : Map.of();
    Desired desired = new Desired(stack, definition, properties, tags, false);
    String physicalId;
    try {
      physicalId =
          switch (provider) {
            case AutoScalingGroupProvider groups -> groups.settled(desired, since);
            case LaunchTemplateProvider templates ->
                templates.adopted(desired).isPresent()
                    ? templates.adopted(desired).get()
                    : templates.create(desired);
            case NestedStackProvider nested -> child(nested, desired, since);
            case GenericProvider _, WaitConditionProvider _ -> provider.create(desired);
          };
    } catch (ResourceFailure failure) {
      throw new IllegalArgumentException(
          stack.name() + " " + definition.logicalId() + ": " + failure.getMessage(), failure);
    }
    LiveResource resource =
        new LiveResource(
            new LiveResource.Made(definition, physicalId, properties, tags),
            ResourceStatus.CREATE_COMPLETE,
            since);
    stack.resources().put(definition.logicalId(), resource);
    region.tell(stack, definition.logicalId(), provider.read(physicalId));
  }

  private String child(NestedStackProvider nested, Desired desired, Instant since) {
    String name = region.madeName(desired.stack(), desired.logicalId());
    LiveStack child =
        new LiveStack(
            region.stackId(name),
            name,
            Optional.of(desired.stack()),
            nested.deployment(desired.properties(), desired.tags(), desired.stack().deployment()),
            since);
    region.add(child);
    settle(child, since);
    return child.id();
  }
}
