package dev.lastgood.functions.point;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceMaintenancePolicy;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;

/** Makes of a group as Auto Scaling describes it what points hold; has no effects. */
final class GroupCapture {
  /**
   * What {@link GroupConfiguration#furtherSettings} holds, by the API's names. DeletionProtection
   * is captured as soon as the SDK knows it.
   */
  static final List<String> FURTHER =
      List.of(
          "AvailabilityZoneDistribution",
          "AvailabilityZoneImpairmentPolicy",
          "CapacityReservationSpecification",
          "Context",
          "DeletionProtection",
          "DesiredCapacityType",
          "EnabledMetrics",
          "InstanceLifecyclePolicy",
          "LoadBalancerNames",
          "PlacementGroup",
          "ServiceLinkedRoleARN",
          "TrafficSources",
          "WarmPoolConfiguration");

  private GroupCapture() {}

  static GroupConfiguration configuration(
      AutoScalingGroup group, LaunchSource launch, Optional<Attachments> attachments) {
    TreeMap<String, GroupConfiguration.Tag> tags = new TreeMap<>();
    for (TagDescription tag : group.tags()) {
      if (!tag.key().startsWith("aws:")) {
        tags.put(
            tag.key(),
            new GroupConfiguration.Tag(
                Objects.requireNonNullElse(tag.value(), ""),
                Boolean.TRUE.equals(tag.propagateAtLaunch())));
      }
    }
    return new GroupConfiguration(
        launch,
        group.minSize(),
        group.maxSize(),
        group.healthCheckType() == null ? "EC2" : group.healthCheckType(),
        orZero(group.healthCheckGracePeriod()),
        Optional.ofNullable(group.defaultInstanceWarmup()).filter(seconds -> seconds >= 0),
        orZero(group.defaultCooldown()),
        group.vpcZoneIdentifier() == null || group.vpcZoneIdentifier().isEmpty()
            ? List.of()
            : Stream.of(group.vpcZoneIdentifier().split(",")).map(String::strip).toList(),
        group.availabilityZones(),
        group.targetGroupARNs(),
        group.suspendedProcesses().stream().map(SuspendedProcess::processName).toList(),
        group.terminationPolicies(),
        Boolean.TRUE.equals(group.newInstancesProtectedFromScaleIn()),
        Optional.ofNullable(group.maxInstanceLifetime()).filter(seconds -> seconds > 0),
        Boolean.TRUE.equals(group.capacityRebalance()),
        maintenance(group.instanceMaintenancePolicy()),
        tags,
        Optional.of(further(group)),
        attachments);
  }

  static Fleet fleet(
      AutoScalingGroup group,
      List<software.amazon.awssdk.services.autoscaling.model.Instance> warmPool) {
    return new Fleet(
        group.desiredCapacity(),
        Stream.concat(group.instances().stream(), warmPool.stream())
            .map(GroupCapture::instance)
            .toList());
  }

  private static Fleet.Instance instance(
      software.amazon.awssdk.services.autoscaling.model.Instance instance) {
    boolean ofTemplate = instance.launchTemplate() != null;
    return new Fleet.Instance(
        instance.instanceId(),
        orNone(instance.availabilityZone()),
        orNone(instance.lifecycleStateAsString()),
        orNone(instance.healthStatus()),
        ofTemplate ? orNone(instance.launchTemplate().launchTemplateId()) : "",
        ofTemplate ? orNone(instance.launchTemplate().version()) : "",
        orNone(instance.launchConfigurationName()),
        orNone(instance.instanceType()),
        orNone(instance.imageId()),
        orNone(instance.weightedCapacity()),
        Boolean.TRUE.equals(instance.protectedFromScaleIn()));
  }

  /** What the typed fields of a configuration do not hold. */
  private static SortedMap<String, Object> further(AutoScalingGroup group) {
    AutoScalingGroup.Builder rest = group.toBuilder();
    if (group.warmPoolConfiguration() != null) {
      rest.warmPoolConfiguration(
          group.warmPoolConfiguration().toBuilder().status((String) null).build());
    }
    if (group.hasTrafficSources()) {
      rest.trafficSources(
          group.trafficSources().stream().filter(source -> !isListed(group, source)).toList());
    }
    if (group.placementGroup() != null && group.placementGroup().isEmpty()) {
      rest.placementGroup(null);
    }
    return new TreeMap<>(SdkJson.of(rest.build(), FURTHER::contains));
  }

  /**
   * Most traffic sources are the target groups and load balancers that are listed by themselves.
   */
  private static boolean isListed(AutoScalingGroup group, TrafficSourceIdentifier source) {
    return group.targetGroupARNs().contains(source.identifier())
        || group.loadBalancerNames().contains(source.identifier());
  }

  private static Map<String, Integer> maintenance(InstanceMaintenancePolicy policy) {
    Map<String, Integer> percentages = new LinkedHashMap<>();
    if (policy != null && policy.minHealthyPercentage() != null) {
      percentages.put("MinHealthyPercentage", policy.minHealthyPercentage());
    }
    if (policy != null && policy.maxHealthyPercentage() != null) {
      percentages.put("MaxHealthyPercentage", policy.maxHealthyPercentage());
    }
    return percentages;
  }

  private static int orZero(Integer value) {
    return value == null ? 0 : value;
  }

  private static String orNone(String value) {
    return value == null ? "" : value;
  }
}
