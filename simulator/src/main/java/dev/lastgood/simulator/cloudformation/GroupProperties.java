package dev.lastgood.simulator.cloudformation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/**
 * A group's properties as templates name them, and as its API does; see
 * "AWS::AutoScaling::AutoScalingGroup" in the AWS CloudFormation Template Reference Guide.
 */
final class GroupProperties {
  static final String NAME = "AutoScalingGroupName";
  static final String TAGS = "Tags";
  static final String TARGET_GROUPS = "TargetGroupARNs";

  private static final String SUBNETS = "VPCZoneIdentifier";
  private static final String COOLDOWN = "Cooldown";

  private static final Set<String> MODELLED =
      Set.of(
          NAME,
          TAGS,
          TARGET_GROUPS,
          SUBNETS,
          COOLDOWN,
          "MinSize",
          "MaxSize",
          "DesiredCapacity",
          "DesiredCapacityType",
          "LaunchTemplate",
          "LaunchConfigurationName",
          "MixedInstancesPolicy",
          "HealthCheckType",
          "HealthCheckGracePeriod",
          "DefaultInstanceWarmup",
          "TerminationPolicies",
          "NewInstancesProtectedFromScaleIn",
          "PlacementGroup",
          "MaxInstanceLifetime",
          "CapacityRebalance",
          "InstanceMaintenancePolicy",
          "AvailabilityZoneDistribution");

  /** What a property has that a template no longer gives. */
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          COOLDOWN,
          300,
          "HealthCheckType",
          "EC2",
          "HealthCheckGracePeriod",
          0,
          "DefaultInstanceWarmup",
          -1,
          "PlacementGroup",
          "",
          "MaxInstanceLifetime",
          0,
          "CapacityRebalance",
          false,
          "NewInstancesProtectedFromScaleIn",
          false);

  private GroupProperties() {}

  static boolean isModelled(String property) {
    return MODELLED.contains(property);
  }

  static CreateAutoScalingGroupRequest created(
      String name, Map<String, Object> properties, List<Tag> tags) {
    CreateAutoScalingGroupRequest.Builder request = CreateAutoScalingGroupRequest.builder();
    SdkValues.fill(request, inApi(properties));
    return request.autoScalingGroupName(name).tags(tags).build();
  }

  /** Only what differs: what is omitted stays as somebody else may have set it. */
  static UpdateAutoScalingGroupRequest updated(
      String name, Map<String, Object> before, Map<String, Object> after) {
    Map<String, Object> changed = new TreeMap<>();
    after.forEach(
        (property, value) -> {
          if (!Values.same(before.get(property), value)) {
            changed.put(property, value);
          }
        });
    DEFAULTS.forEach(
        (property, value) -> {
          if (before.containsKey(property) && !after.containsKey(property)) {
            changed.put(property, value);
          }
        });
    UpdateAutoScalingGroupRequest.Builder request = UpdateAutoScalingGroupRequest.builder();
    SdkValues.fill(request, inApi(changed));
    return request.autoScalingGroupName(name).build();
  }

  private static Map<String, Object> inApi(Map<String, Object> properties) {
    Map<String, Object> api = new TreeMap<>(properties);
    api.remove(TAGS);
    if (api.remove(COOLDOWN) instanceof Object cooldown) {
      api.put("DefaultCooldown", cooldown);
    }
    if (api.get(SUBNETS) instanceof List<?> subnets) {
      api.put(SUBNETS, subnets.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    return api;
  }

  /** The template's tags and those that the stack hands on. */
  static List<Tag> tags(Desired desired) {
    List<Tag> tags = new ArrayList<>();
    desired
        .tags()
        .forEach(
            (key, value) ->
                tags.add(Tag.builder().key(key).value(value).propagateAtLaunch(true).build()));
    if (desired.properties().get(TAGS) instanceof List<?> given) {
      for (Object tag : given) {
        tags.add((Tag) SdkValues.built(Tag.builder(), (Map<?, ?>) tag));
      }
    }
    return tags;
  }

  static Map<String, Object> read(AutoScalingGroup group) {
    Map<String, Object> api = SdkValues.read(group);
    Map<String, Object> properties = new TreeMap<>(api);
    properties.keySet().retainAll(MODELLED);
    properties.put(COOLDOWN, group.defaultCooldown());
    properties.put(
        SUBNETS,
        group.vpcZoneIdentifier() == null
            ? List.of()
            : List.of(group.vpcZoneIdentifier().split(",")));
    properties.put(
        TAGS,
        group.tags().stream()
            .filter(tag -> !tag.key().startsWith("aws:"))
            .map(
                tag ->
                    Map.of(
                        "Key", tag.key(),
                        "Value", tag.value(),
                        "PropagateAtLaunch", tag.propagateAtLaunch()))
            .toList());
    properties.values().removeIf(Objects::isNull);
    return properties;
  }
}
