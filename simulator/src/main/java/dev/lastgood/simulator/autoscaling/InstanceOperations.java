package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.Page;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthResponse;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionResponse;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupResponse;

/** The operations on single instances of the Auto Scaling API Reference. */
final class InstanceOperations {
  private static final int INSTANCE_IDS_MAX = 50;

  private final World world;

  InstanceOperations(World world) {
    this.world = world;
  }

  DescribeAutoScalingInstancesResponse describe(DescribeAutoScalingInstancesRequest request) {
    List<GroupInstance> found = new ArrayList<>();
    for (Group group : world.groups().values()) {
      for (GroupInstance instance : group.instances()) {
        if (request.instanceIds().isEmpty() || request.instanceIds().contains(instance.id())) {
          found.add(instance);
        }
      }
    }
    int size = request.maxRecords() == null ? INSTANCE_IDS_MAX : request.maxRecords();
    if (size < 1 || size > INSTANCE_IDS_MAX) {
      throw AutoScalingErrors.validation("MaxRecords must be between 1 and 50.");
    }
    Page<GroupInstance> page =
        Page.of(
            found, size, request.nextToken(), GroupInstance::id, AutoScalingErrors::invalidToken);
    return DescribeAutoScalingInstancesResponse.builder()
        .autoScalingInstances(page.items().stream().map(InstanceOperations::described).toList())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  private static AutoScalingInstanceDetails described(GroupInstance instance) {
    return AutoScalingInstanceDetails.builder()
        .instanceId(instance.id())
        .instanceType(instance.instanceType())
        .autoScalingGroupName(instance.group().name())
        .availabilityZone(instance.availabilityZone())
        .lifecycleState(instance.lifecycleState().toString())
        .healthStatus(instance.healthy() ? "HEALTHY" : "UNHEALTHY")
        .launchTemplate(instance.template().orElse(null))
        .launchConfigurationName(instance.launchConfigurationName().orElse(null))
        .weightedCapacity(instance.weightedCapacity())
        .imageId(instance.imageId())
        .protectedFromScaleIn(instance.protectedFromScaleIn())
        .build();
  }

  SetInstanceProtectionResponse protect(SetInstanceProtectionRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    members(group, request.instanceIds())
        .forEach(
            instance -> {
              instance.protect(request.protectedFromScaleIn());
              world.lifecycle().changed(instance);
            });
    // A refresh or a scale-in may have waited for the protection to end.
    group.currentRefresh().ifPresent(world.refreshes()::wake);
    if (group.activeCapacity() > group.settings().desiredCapacity()) {
      world.controlLoop().wake(group);
    }
    return SetInstanceProtectionResponse.builder().build();
  }

  List<GroupInstance> members(Group group, List<String> instanceIds) {
    if (instanceIds.size() > INSTANCE_IDS_MAX) {
      throw AutoScalingErrors.validation("At most 50 instance ids can be given in a call.");
    }
    List<GroupInstance> found = new ArrayList<>();
    for (String id : instanceIds) {
      GroupInstance instance = group.instance(id);
      if (instance == null) {
        throw AutoScalingErrors.validation(
            "The instance " + id + " is not part of Auto Scaling group " + group.name() + ".");
      }
      found.add(instance);
    }
    return found;
  }

  /** A healthy verdict may be given at once; an unhealthy one respects the grace period. */
  SetInstanceHealthResponse setHealth(SetInstanceHealthRequest request) {
    GroupInstance instance = world.instance(request.instanceId());
    boolean healthy =
        switch (request.healthStatus()) {
          case "Healthy" -> true;
          case "Unhealthy" -> false;
          default ->
              throw AutoScalingErrors.validation("The health status must be Healthy or Unhealthy.");
        };
    boolean respectsGrace = !Boolean.FALSE.equals(request.shouldRespectGracePeriod());
    boolean inGrace =
        !instance.inService() || world.health().graceEnd(instance).isAfter(world.now());
    if (healthy || !respectsGrace || !inGrace) {
      world.health().set(instance, healthy);
    }
    return SetInstanceHealthResponse.builder().build();
  }

  TerminateInstanceInAutoScalingGroupResponse terminate(
      TerminateInstanceInAutoScalingGroupRequest request) {
    GroupInstance instance = world.instance(request.instanceId());
    Group group = instance.group();
    boolean decrement = Boolean.TRUE.equals(request.shouldDecrementDesiredCapacity());
    world.conflicts().refuseWhileScaling(group);
    if (instance.terminating()) {
      throw AutoScalingErrors.scalingActivityInProgress(
          "The instance " + instance.id() + " is being terminated already.");
    }
    int desired = group.settings().desiredCapacity();
    if (decrement && instance.active() && desired - instance.units() < group.settings().minSize()) {
      throw AutoScalingErrors.validation(
          "Currently, desiredSize equals minSize ("
              + desired
              + "). Terminating instance without replacement will violate group's min size"
              + " constraint. Either set shouldDecrementDesiredCapacity flag to false or lower"
              + " group's min size.");
    }
    if (decrement && instance.active()) {
      world.change(
          group, group.settings().toBuilder().desiredCapacity(desired - instance.units()).build());
    }
    Activity activity =
        world
            .lifecycle()
            .terminate(
                instance,
                "At "
                    + world.now()
                    + " instance "
                    + instance.id()
                    + " was taken out of service in response to a user request"
                    + (decrement
                        ? ", shrinking the capacity from "
                            + desired
                            + " to "
                            + group.settings().desiredCapacity()
                        : "")
                    + ".")
            .described();
    group.currentRefresh().ifPresent(world.refreshes()::wake);
    if (group.activeCapacity() != group.settings().desiredCapacity()) {
      world.controlLoop().wake(group);
    }
    return TerminateInstanceInAutoScalingGroupResponse.builder().activity(activity).build();
  }
}
