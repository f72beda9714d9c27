package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.autoscaling.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/** Groups of the simulated Auto Scaling. */
final class AutoScalingGroupProvider implements ResourceProvider {
  private static final Duration STABLE_WITHIN = Duration.ofHours(1);
  private static final Duration SIGNAL_WITHIN = Duration.ofMinutes(5);
  private static final Set<String> SOURCES =
      Set.of("LaunchTemplate", "LaunchConfigurationName", "MixedInstancesPolicy");

  private final StackRegion region;
  private final Map<String, Instant> creating = new HashMap<>();
  private final Map<String, RollingUpdate> rolling = new HashMap<>();

  AutoScalingGroupProvider(StackRegion region) {
    this.region = region;
  }

  void requireModelled(TemplateResource resource) {
    Set<String> others = new TreeSet<>();
    resource.properties().fieldNames().forEachRemaining(others::add);
    others.removeIf(GroupProperties::isModelled);
    if (!others.isEmpty()) {
      throw new UnsupportedOperationException(
          "Simulated CloudFormation does not model these properties of groups: " + others + ".");
    }
  }

  @Override
  public UpdateBehaviour behaviour(String property) {
    return property.equals(GroupProperties.NAME)
        ? UpdateBehaviour.REPLACEMENT
        : SOURCES.contains(property)
            ? UpdateBehaviour.SOME_INTERRUPTION
            : UpdateBehaviour.NO_INTERRUPTION;
  }

  @Override
  public Pace pace() {
    return Pace.GROUP;
  }

  @Override
  public Optional<String> nameProperty() {
    return Optional.of(GroupProperties.NAME);
  }

  @Override
  public boolean isTaggable() {
    return true;
  }

  @Override
  public Set<String> managedByAws() {
    return Set.of("DesiredCapacity");
  }

  @Override
  public String create(Desired desired) throws ResourceFailure {
    CreateAutoScalingGroupRequest request = request(desired);
    Failing.handled(() -> client().createAutoScalingGroup(request));
    creating.put(request.autoScalingGroupName(), region.now());
    return request.autoScalingGroupName();
  }

  /** Makes a group that has been there for a while, or takes one over that is there. */
  String settled(Desired desired, Instant since) {
    CreateAutoScalingGroupRequest request = request(desired);
    String name = request.autoScalingGroupName();
    if (group(name).isPresent()) {
      region.neighbours().autoScaling().tagByService(name, desired.tags());
    } else {
      region.neighbours().autoScaling().createSettled(request, since);
    }
    return name;
  }

  private CreateAutoScalingGroupRequest request(Desired desired) {
    String name =
        Optional.ofNullable(desired.properties().get(GroupProperties.NAME))
            .map(String::valueOf)
            .orElseGet(() -> region.madeName(desired.stack(), desired.logicalId()));
    return GroupProperties.created(name, desired.properties(), GroupProperties.tags(desired));
  }

  @Override
  public void update(String physicalId, Map<String, Object> before, Desired desired)
      throws ResourceFailure {
    if (group(physicalId).isEmpty()) {
      throw ResourceFailure.notFound(ResourceTypes.GROUP, physicalId);
    }
    Map<String, Object> after = desired.properties();
    Failing.handled(
        () -> client().updateAutoScalingGroup(GroupProperties.updated(physicalId, before, after)));
    retarget(physicalId, before, after);
    retag(physicalId, before, desired);
    if (RollingUpdate.isAskedFor(desired)) {
      rolling.put(physicalId, new RollingUpdate(region, physicalId, desired));
    }
  }

  private void retarget(String name, Map<String, Object> before, Map<String, Object> after)
      throws ResourceFailure {
    List<String> added = texts(after.get(GroupProperties.TARGET_GROUPS));
    added.removeAll(texts(before.get(GroupProperties.TARGET_GROUPS)));
    List<String> removed = texts(before.get(GroupProperties.TARGET_GROUPS));
    removed.removeAll(texts(after.get(GroupProperties.TARGET_GROUPS)));
    if (!added.isEmpty()) {
      Failing.handled(
          () ->
              client()
                  .attachLoadBalancerTargetGroups(
                      it -> it.autoScalingGroupName(name).targetGroupARNs(added)));
    }
    if (!removed.isEmpty()) {
      Failing.handled(
          () ->
              client()
                  .detachLoadBalancerTargetGroups(
                      it -> it.autoScalingGroupName(name).targetGroupARNs(removed)));
    }
  }

  /** Only the stack's own and the template's tags are its to change. */
  private void retag(String name, Map<String, Object> before, Desired desired)
      throws ResourceFailure {
    List<Tag> tags = GroupProperties.tags(desired);
    Set<String> kept = tags.stream().map(Tag::key).collect(Collectors.toSet());
    List<Tag> gone = new ArrayList<>();
    if (before.get(GroupProperties.TAGS) instanceof List<?> given) {
      for (Object tag : given) {
        String key = String.valueOf(((Map<?, ?>) tag).get("Key"));
        if (!kept.contains(key)) {
          gone.add(
              Tag.builder().key(key).resourceId(name).resourceType("auto-scaling-group").build());
        }
      }
    }
    List<Tag> written =
        tags.stream()
            .filter(tag -> !tag.key().startsWith("aws:"))
            .map(tag -> tag.toBuilder().resourceId(name).resourceType("auto-scaling-group").build())
            .toList();
    if (!gone.isEmpty()) {
      Failing.handled(() -> client().deleteTags(it -> it.tags(gone)));
    }
    if (!written.isEmpty()) {
      Failing.handled(() -> client().createOrUpdateTags(it -> it.tags(written)));
    }
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list
        ? new ArrayList<>(list.stream().map(String::valueOf).toList())
        : new ArrayList<>();
  }

  /**
   * A new group is waited for; a changed one only where its update policy replaces its instances.
   */
  @Override
  public Settling settling(String physicalId, Desired desired) throws ResourceFailure {
    if (rolling.containsKey(physicalId)) {
      Settling settling;
      try {
        settling = rolling.get(physicalId).step();
      } catch (ResourceFailure failure) {
        rolling.remove(physicalId);
        throw failure;
      }
      if (settling == Settling.DONE) {
        rolling.remove(physicalId);
      }
      return settling;
    }
    if (!creating.containsKey(physicalId)) {
      return Settling.DONE;
    }
    Group group =
        group(physicalId).orElseThrow(() -> new ResourceFailure("Group did not stabilize."));
    boolean signals = desired.definition().creationPolicy().has("ResourceSignal");
    int wanted = group.settings().desiredCapacity();
    boolean withheld =
        signals && region.signals().isWithheld(desired.stack().name(), desired.logicalId());
    int ready =
        withheld
            ? region.signals().successes(desired.stack().name(), desired.logicalId())
            : signals ? group.servingCount() : group.healthyCount();
    if (ready >= wanted) {
      creating.remove(physicalId);
      return Settling.DONE;
    }
    Duration within =
        signals
            ? duration(
                desired.definition().creationPolicy().at("/ResourceSignal/Timeout").asText(""))
            : STABLE_WITHIN;
    if (region.now().isBefore(creating.get(physicalId).plus(within))) {
      return Settling.WAITING;
    }
    creating.remove(physicalId);
    throw new ResourceFailure(
        signals
            ? "Received "
                + ready
                + " SUCCESS signal(s) out of "
                + wanted
                + ".  Unable to satisfy 100% MinSuccessfulInstancesPercent requirement"
            : "Group did not stabilize. {current/minSize/desiredCapacity/maxSize} = {"
                + ready
                + "/"
                + group.settings().minSize()
                + "/"
                + wanted
                + "/"
                + group.settings().maxSize()
                + "}");
  }

  private static Duration duration(String text) {
    return text.isEmpty() ? SIGNAL_WITHIN : Duration.parse(text);
  }

  @Override
  public void delete(String physicalId) throws ResourceFailure {
    creating.remove(physicalId);
    rolling.remove(physicalId);
    if (group(physicalId).isPresent()) {
      Failing.handled(
          () ->
              client()
                  .deleteAutoScalingGroup(
                      it -> it.autoScalingGroupName(physicalId).forceDelete(true)));
    }
  }

  @Override
  public Settling vanishing(String physicalId) {
    return group(physicalId).isPresent() ? Settling.WAITING : Settling.DONE;
  }

  @Override
  public Optional<Map<String, Object>> read(String physicalId) {
    return group(physicalId).map(Group::settings).map(GroupProperties::read);
  }

  @Override
  public Object ref(String physicalId) {
    return physicalId;
  }

  @Override
  public Optional<Object> attribute(String physicalId, String name) {
    return name.equals("AutoScalingGroupARN")
        ? group(physicalId).map(group -> group.settings().autoScalingGroupARN())
        : Optional.empty();
  }

  @Override
  public boolean isVolatile(String attribute) {
    return false;
  }

  private Optional<Group> group(String name) {
    return region.neighbours().autoScaling().group(name);
  }

  private AutoScalingClient client() {
    return region.neighbours().autoScaling().client();
  }
}
