package dev.lastgood.simulator.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Stacks in stacks; see "Split a template into reusable pieces using nested stacks" in the AWS
 * CloudFormation User Guide. A nested stack works for its parent: its failure is the parent's, it
 * cleans up when the parent does, and goes back when the parent goes back.
 */
final class NestedStackProvider implements ResourceProvider {
  private final StackRegion region;

  NestedStackProvider(StackRegion region) {
    this.region = region;
  }

  @Override
  public UpdateBehaviour behaviour(String property) {
    return UpdateBehaviour.NO_INTERRUPTION;
  }

  @Override
  public Pace pace() {
    return Pace.QUICK;
  }

  @Override
  public Optional<String> nameProperty() {
    return Optional.empty();
  }

  @Override
  public boolean isTaggable() {
    return true;
  }

  @Override
  public boolean isDriftDetected() {
    return false;
  }

  /** The stack that a resource is. */
  Optional<LiveStack> child(String physicalId) {
    return physicalId.isEmpty() ? Optional.empty() : region.find(physicalId);
  }

  /** What a nested stack is to be made from. */
  Deployment deployment(
      Map<String, Object> properties, Map<String, String> tags, Deployment parent) {
    StackTemplate template =
        TemplateSource.read(region, null, text(properties.get("TemplateURL")))
            .orElseThrow(
                () ->
                    CloudFormationErrors.validation(
                        "TemplateURL must reference a valid S3 object"));
    if (!template.macros().isEmpty()) {
      throw new UnsupportedOperationException(
          "Simulated CloudFormation does not model macros in nested stacks: " + template.macros());
    }
    List<Parameter> parameters = new ArrayList<>();
    if (properties.get("Parameters") instanceof Map<?, ?> given) {
      given.forEach(
          (key, value) ->
              parameters.add(
                  Parameter.builder()
                      .parameterKey(String.valueOf(key))
                      .parameterValue(parameter(value))
                      .build()));
    }
    Map<String, String> own = new TreeMap<>(tags);
    own.keySet().removeIf(key -> key.startsWith("aws:"));
    return new Deployment(
        template,
        ParameterValues.resolved(template, parameters, Optional.empty()),
        own,
        parent.capabilities(),
        parent.roleArn(),
        parent.notificationArns(),
        parent.rollbackConfiguration());
  }

  private static String parameter(Object value) {
    return value instanceof List<?> list
        ? String.join(",", list.stream().map(String::valueOf).toList())
        : String.valueOf(value);
  }

  private static String text(Object value) {
    return value == null ? null : String.valueOf(value);
  }

  /** Whether the nested stack would change, as far as a plan can know. */
  boolean differs(
      LiveResource.Made made, TemplateResource definition, StackScope scope, Deployment parent) {
    return differs(made, scope.properties(definition), parent);
  }

  boolean differs(LiveResource.Made made, Map<String, Object> properties, Deployment parent) {
    if (Values.isUnknown(properties)) {
      return true;
    }
    Optional<LiveStack> child = child(made.physicalId());
    if (child.isEmpty() || child.get().isDeleted()) {
      return true;
    }
    try {
      return !ChangePlan.of(
              region, child.get(), deployment(properties, parent.tags(), parent), false)
          .isEmpty();
    } catch (AwsServiceException refused) {
      return true;
    }
  }

  @Override
  public String create(Desired desired) throws ResourceFailure {
    Deployment deployment =
        Failing.handled(
            () -> deployment(desired.properties(), desired.tags(), desired.stack().deployment()));
    String name = region.madeName(desired.stack(), desired.logicalId());
    LiveStack child =
        new LiveStack(
            region.stackId(name), name, Optional.of(desired.stack()), deployment, region.now());
    child.express(desired.stack().express());
    region.add(child);
    region.engine().create(child, UpdateOptions.ofParent(desired.stack()), token(desired.stack()));
    return child.id();
  }

  private static Optional<String> token(LiveStack stack) {
    return stack.run().flatMap(StackRun::token);
  }

  @Override
  public void update(String physicalId, Map<String, Object> before, Desired desired)
      throws ResourceFailure {
    LiveStack child =
        child(physicalId)
            .filter(stack -> !stack.isDeleted())
            .orElseThrow(() -> ResourceFailure.notFound(ResourceTypes.STACK, physicalId));
    if (desired.rollingBack()) {
      region.engine().rollBackWithParent(child, desired.stack());
      return;
    }
    Deployment deployment =
        Failing.handled(
            () -> deployment(desired.properties(), desired.tags(), desired.stack().deployment()));
    child.express(desired.stack().express());
    // One that waits for its parent's clean-up is taken further by the parent's next update.
    if (!StackEngine.isUpdatable(child.status(), true) && !region.engine().isHeld(child)) {
      throw new ResourceFailure(
          "Stack:" + child.id() + " is in " + child.status() + " state and can not be updated.");
    }
    if (!ChangePlan.of(region, child, deployment, false).isEmpty()) {
      region
          .engine()
          .update(
              child, deployment, UpdateOptions.ofParent(desired.stack()), token(desired.stack()));
    }
  }

  @Override
  public Settling settling(String physicalId, Desired desired) throws ResourceFailure {
    LiveStack child = child(physicalId).orElseThrow();
    boolean failed =
        switch (child.status()) {
          case CREATE_FAILED,
              ROLLBACK_FAILED,
              ROLLBACK_COMPLETE,
              ROLLBACK_IN_PROGRESS,
              UPDATE_FAILED,
              UPDATE_ROLLBACK_FAILED,
              DELETE_FAILED,
              DELETE_COMPLETE ->
              true;
          case UPDATE_ROLLBACK_IN_PROGRESS,
              UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS,
              UPDATE_ROLLBACK_COMPLETE ->
              !desired.rollingBack() && workedSince(child, desired.stack());
          default -> false;
        };
    if (failed) {
      throw new ResourceFailure(
          "Embedded stack "
              + child.id()
              + " was not successfully "
              + (child.updatedAt().isPresent() ? "updated" : "created")
              + ". Currently in "
              + child.status()
              + " with reason: "
              + child.statusReason());
    }
    return child.isAtWork() && !region.engine().isHeld(child) ? Settling.WAITING : Settling.DONE;
  }

  private static boolean workedSince(LiveStack child, LiveStack parent) {
    return child
        .updatedAt()
        .filter(at -> !at.isBefore(parent.updatedAt().orElse(parent.createdAt())))
        .isPresent();
  }

  /** The parent's operation is being undone: a nested one that is under way goes back at once. */
  void cancel(String physicalId) {
    child(physicalId).ifPresent(child -> child.run().ifPresent(StackRun::cancel));
  }

  @Override
  public void delete(String physicalId) {
    child(physicalId)
        .filter(child -> !child.isDeleted())
        .ifPresent(
            child ->
                region
                    .engine()
                    .delete(child, Set.of(), child.parent().flatMap(NestedStackProvider::token)));
  }

  @Override
  public Settling vanishing(String physicalId) throws ResourceFailure {
    Optional<LiveStack> child = child(physicalId);
    if (child.isEmpty() || child.get().status() == StackStatus.DELETE_COMPLETE) {
      return Settling.DONE;
    }
    if (child.get().status() == StackStatus.DELETE_FAILED) {
      throw new ResourceFailure(
          "Embedded stack "
              + physicalId
              + " was not successfully deleted. Currently in DELETE_FAILED with reason: "
              + child.get().statusReason());
    }
    return Settling.WAITING;
  }

  @Override
  public Optional<Map<String, Object>> read(String physicalId) {
    return child(physicalId)
        .filter(child -> !child.isDeleted())
        .map(
            child -> {
              Map<String, Object> properties = new LinkedHashMap<>();
              properties.put("StackName", child.name());
              return properties;
            });
  }

  @Override
  public Object ref(String physicalId) {
    return physicalId;
  }

  @Override
  public Optional<Object> attribute(String physicalId, String name) {
    return child(physicalId).stream()
        .flatMap(child -> child.outputs().stream())
        .filter(output -> name.equals("Outputs." + output.outputKey()))
        .map(Output::outputValue)
        .map(Object.class::cast)
        .findFirst();
  }

  @Override
  public boolean isVolatile(String attribute) {
    return true;
  }
}
