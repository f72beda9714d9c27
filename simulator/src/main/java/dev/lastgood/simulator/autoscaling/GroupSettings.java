package dev.lastgood.simulator.autoscaling;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/**
 * What CreateAutoScalingGroup and UpdateAutoScalingGroup make of a group's settings; the rules are
 * those of the two actions in the Auto Scaling API Reference.
 */
final class GroupSettings {
  private static final String CLASSIC = "elb";

  private final World world;
  private final LaunchSources sources;

  GroupSettings(World world, LaunchSources sources) {
    this.world = world;
    this.sources = sources;
  }

  AutoScalingGroup created(CreateAutoScalingGroupRequest request) {
    String name = request.autoScalingGroupName();
    int min = request.minSize();
    int max = request.maxSize();
    int desired = request.desiredCapacity() == null ? min : request.desiredCapacity();
    checkSizes(min, max, desired);
    LaunchSources.requireOne(
        request.launchTemplate(),
        request.launchConfigurationName(),
        request.mixedInstancesPolicy(),
        false);
    List<String> targetGroups = targetGroups(request);
    List<TrafficSourceIdentifier> traffic = trafficSources(request, targetGroups);
    AutoScalingGroup settings =
        AutoScalingGroup.builder()
            .autoScalingGroupName(name)
            .autoScalingGroupARN(
                world
                    .account()
                    .arn(
                        "autoscaling",
                        "autoScalingGroup:" + world.ids().uuid() + ":autoScalingGroupName/" + name))
            .launchTemplate(sources.normalised(request.launchTemplate()))
            .launchConfigurationName(request.launchConfigurationName())
            .mixedInstancesPolicy(sources.normalised(request.mixedInstancesPolicy()))
            .minSize(min)
            .maxSize(max)
            .desiredCapacity(desired)
            .desiredCapacityType(request.desiredCapacityType())
            .defaultCooldown(or(request.defaultCooldown(), 300))
            .defaultInstanceWarmup(cleared(request.defaultInstanceWarmup(), -1))
            .availabilityZones(zones(request.vpcZoneIdentifier()))
            .vpcZoneIdentifier(request.vpcZoneIdentifier())
            .healthCheckType(or(request.healthCheckType(), "EC2"))
            .healthCheckGracePeriod(or(request.healthCheckGracePeriod(), 0))
            .createdTime(world.now())
            .placementGroup(request.placementGroup())
            .terminationPolicies(
                request.terminationPolicies().isEmpty()
                    ? List.of("Default")
                    : request.terminationPolicies())
            .newInstancesProtectedFromScaleIn(or(request.newInstancesProtectedFromScaleIn(), false))
            .serviceLinkedRoleARN(
                or(
                    request.serviceLinkedRoleARN(),
                    "arn:aws:iam::"
                        + world.account().id()
                        + ":role/aws-service-role/autoscaling.amazonaws.com/"
                        + "AWSServiceRoleForAutoScaling"))
            .maxInstanceLifetime(cleared(request.maxInstanceLifetime(), 0))
            .capacityRebalance(or(request.capacityRebalance(), false))
            .context(request.context())
            .instanceMaintenancePolicy(request.instanceMaintenancePolicy())
            .availabilityZoneDistribution(request.availabilityZoneDistribution())
            .availabilityZoneImpairmentPolicy(request.availabilityZoneImpairmentPolicy())
            .capacityReservationSpecification(request.capacityReservationSpecification())
            .instanceLifecyclePolicy(request.instanceLifecyclePolicy())
            .targetGroupARNs(targetGroups)
            .trafficSources(traffic)
            .tags(request.tags().stream().map(tag -> described(tag, name)).toList())
            .loadBalancerNames(loadBalancerNames(traffic))
            .suspendedProcesses(List.of())
            .enabledMetrics(List.of())
            .instances(List.of())
            .build();
    sources.check(LaunchSource.of(settings));
    return settings;
  }

  /** What is omitted stays as it was. */
  AutoScalingGroup updated(AutoScalingGroup now, UpdateAutoScalingGroupRequest request) {
    LaunchSources.requireOne(
        request.launchTemplate(),
        request.launchConfigurationName(),
        request.mixedInstancesPolicy(),
        true);
    AutoScalingGroup.Builder next = now.toBuilder();
    if (changesSource(request)) {
      // The three exclude each other: giving one takes the others away.
      next.launchTemplate(sources.normalised(request.launchTemplate()))
          .launchConfigurationName(request.launchConfigurationName())
          .mixedInstancesPolicy(sources.normalised(request.mixedInstancesPolicy()));
    }
    int min = or(request.minSize(), now.minSize());
    int max = or(request.maxSize(), now.maxSize());
    int desired =
        request.desiredCapacity() != null
            ? request.desiredCapacity()
            : Math.min(Math.max(now.desiredCapacity(), min), Math.max(min, max));
    checkSizes(min, max, desired);
    String subnets = or(request.vpcZoneIdentifier(), now.vpcZoneIdentifier());
    next.minSize(min)
        .maxSize(max)
        .desiredCapacity(desired)
        .desiredCapacityType(or(request.desiredCapacityType(), now.desiredCapacityType()))
        .defaultCooldown(or(request.defaultCooldown(), now.defaultCooldown()))
        .defaultInstanceWarmup(
            cleared(or(request.defaultInstanceWarmup(), now.defaultInstanceWarmup()), -1))
        .vpcZoneIdentifier(subnets)
        .availabilityZones(zones(subnets))
        .healthCheckType(or(request.healthCheckType(), now.healthCheckType()))
        .healthCheckGracePeriod(or(request.healthCheckGracePeriod(), now.healthCheckGracePeriod()))
        .placementGroup(cleared(or(request.placementGroup(), now.placementGroup()), ""))
        .newInstancesProtectedFromScaleIn(
            or(request.newInstancesProtectedFromScaleIn(), now.newInstancesProtectedFromScaleIn()))
        .serviceLinkedRoleARN(or(request.serviceLinkedRoleARN(), now.serviceLinkedRoleARN()))
        .maxInstanceLifetime(
            cleared(or(request.maxInstanceLifetime(), now.maxInstanceLifetime()), 0))
        .capacityRebalance(or(request.capacityRebalance(), now.capacityRebalance()))
        .context(or(request.context(), now.context()))
        .instanceMaintenancePolicy(
            or(request.instanceMaintenancePolicy(), now.instanceMaintenancePolicy()))
        .availabilityZoneDistribution(
            or(request.availabilityZoneDistribution(), now.availabilityZoneDistribution()))
        .availabilityZoneImpairmentPolicy(
            or(request.availabilityZoneImpairmentPolicy(), now.availabilityZoneImpairmentPolicy()))
        .capacityReservationSpecification(
            or(request.capacityReservationSpecification(), now.capacityReservationSpecification()))
        .instanceLifecyclePolicy(
            or(request.instanceLifecyclePolicy(), now.instanceLifecyclePolicy()));
    if (request.hasTerminationPolicies()) {
      next.terminationPolicies(request.terminationPolicies());
    }
    AutoScalingGroup settings = next.build();
    if (changesSource(request)) {
      sources.check(LaunchSource.of(settings));
    }
    return settings;
  }

  static boolean changesSource(UpdateAutoScalingGroupRequest request) {
    return request.launchTemplate() != null
        || request.launchConfigurationName() != null
        || request.mixedInstancesPolicy() != null;
  }

  private static void checkSizes(int min, int max, int desired) {
    if (min < 0 || max < 0 || min > max) {
      throw AutoScalingErrors.validation(
          "Max bound, " + max + ", must be greater than or equal to min bound, " + min);
    }
    if (desired < min || desired > max) {
      throw AutoScalingErrors.validation(
          "Desired capacity:"
              + desired
              + " must be between the specified min size:"
              + min
              + " and max size:"
              + max);
    }
  }

  private List<String> targetGroups(CreateAutoScalingGroupRequest request) {
    List<String> arns =
        Stream.concat(
                request.targetGroupARNs().stream(),
                request.trafficSources().stream()
                    .filter(TrafficSourceOperations::isTargetGroup)
                    .map(TrafficSourceIdentifier::identifier))
            .distinct()
            .toList();
    arns.forEach(this::checkTargetGroup);
    return arns;
  }

  void checkTargetGroup(String arn) {
    if (!world.loadBalancing().exists(arn)) {
      throw AutoScalingErrors.validation(
          "Provided Target Groups may not be valid. Please ensure" + " they exist and try again.");
    }
  }

  /** Target groups, and what else is given, which is kept and described. */
  private static List<TrafficSourceIdentifier> trafficSources(
      CreateAutoScalingGroupRequest request, List<String> targetGroups) {
    List<TrafficSourceIdentifier> sources = new ArrayList<>(trafficSources(targetGroups));
    for (String name : request.loadBalancerNames()) {
      sources.add(TrafficSourceIdentifier.builder().identifier(name).type(CLASSIC).build());
    }
    request.trafficSources().stream()
        .filter(source -> !TrafficSourceOperations.isTargetGroup(source))
        .filter(source -> !sources.contains(source))
        .forEach(sources::add);
    return sources;
  }

  private static List<String> loadBalancerNames(List<TrafficSourceIdentifier> sources) {
    return sources.stream()
        .filter(source -> CLASSIC.equals(source.type()))
        .map(TrafficSourceIdentifier::identifier)
        .toList();
  }

  static List<TrafficSourceIdentifier> trafficSources(List<String> targetGroups) {
    return targetGroups.stream()
        .map(arn -> TrafficSourceIdentifier.builder().identifier(arn).type("elbv2").build())
        .toList();
  }

  private List<String> zones(String subnets) {
    if (subnets == null) {
      throw AutoScalingErrors.validation(
          "At least one Availability Zone or VPC Subnet is required.");
    }
    try {
      return Stream.of(subnets.split(","))
          .map(subnet -> world.ec2().availabilityZone(subnet.strip()))
          .distinct()
          .sorted()
          .toList();
    } catch (Ec2Exception unknown) {
      throw AutoScalingErrors.validation(unknown.awsErrorDetails().errorMessage());
    }
  }

  static TagDescription described(Tag tag, String groupName) {
    return TagDescription.builder()
        .key(tag.key())
        .value(or(tag.value(), ""))
        .propagateAtLaunch(or(tag.propagateAtLaunch(), false))
        .resourceId(groupName)
        .resourceType("auto-scaling-group")
        .build();
  }

  private static <T> T or(T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  /** A value that means "none" is stored as none. */
  private static <T> T cleared(T value, T none) {
    return none.equals(value) ? null : value;
  }
}
