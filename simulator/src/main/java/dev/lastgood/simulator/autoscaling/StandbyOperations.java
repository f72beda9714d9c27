package dev.lastgood.simulator.autoscaling;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/**
 * Takes instances out of service and back without terminating them; see "Temporarily remove
 * instances from your Auto Scaling group". Both ways take effect at once here.
 */
final class StandbyOperations {
  private final World world;
  private final InstanceOperations instances;

  StandbyOperations(World world, InstanceOperations instances) {
    this.world = world;
    this.instances = instances;
  }

  /** Without a smaller desired capacity, others are launched in their place. */
  EnterStandbyResponse enter(EnterStandbyRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    List<GroupInstance> members = instances.members(group, request.instanceIds());
    for (GroupInstance instance : members) {
      if (!instance.inService()) {
        throw notIn(instance, LifecycleState.IN_SERVICE);
      }
    }
    int before = group.settings().desiredCapacity();
    boolean decrement = Boolean.TRUE.equals(request.shouldDecrementDesiredCapacity());
    if (decrement) {
      resize(group, -units(members));
    }
    String cause =
        " was moved to standby in response to a user request"
            + (decrement ? ", shrinking the capacity from " + change(group, before) : "")
            + ".";
    List<Activity> activities = new ArrayList<>();
    for (GroupInstance instance : members) {
      instance.moveTo(LifecycleState.STANDBY);
      instance.readySince(null);
      group
          .settings()
          .targetGroupARNs()
          .forEach(arn -> world.loadBalancing().deregister(arn, instance.id(), () -> {}));
      world.lifecycle().changed(instance);
      activities.add(record(instance, "Moving EC2 instance to Standby: ", cause));
    }
    world.controlLoop().wake(group);
    return EnterStandbyResponse.builder().activities(activities).build();
  }

  /** Coming back raises the desired capacity, and needs the process Launch. */
  ExitStandbyResponse exit(ExitStandbyRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    List<GroupInstance> members = instances.members(group, request.instanceIds());
    for (GroupInstance instance : members) {
      if (instance.lifecycleState() != LifecycleState.STANDBY) {
        throw notIn(instance, LifecycleState.STANDBY);
      }
    }
    if (group.suspended(ScalingProcess.LAUNCH)) {
      throw AutoScalingErrors.validation(
          "Instances cannot be returned to service while the process Launch of "
              + group.name()
              + " is suspended.");
    }
    int before = group.settings().desiredCapacity();
    resize(group, units(members));
    String cause =
        " was moved out of standby in response to a user request, increasing the capacity from "
            + change(group, before)
            + ".";
    List<Activity> activities = new ArrayList<>();
    for (GroupInstance instance : members) {
      instance.entersService(world.now());
      group.settings().targetGroupARNs().forEach(arn -> world.lifecycle().register(instance, arn));
      world.lifecycle().changed(instance);
      world.health().inService(instance);
      activities.add(record(instance, "Moving EC2 instance out of Standby: ", cause));
    }
    return ExitStandbyResponse.builder().activities(activities).build();
  }

  private static String change(Group group, int before) {
    return before + " to " + group.settings().desiredCapacity();
  }

  private Activity record(GroupInstance instance, String description, String cause) {
    Group group = instance.group();
    Activities.Entry activity =
        group
            .activities()
            .begin(
                world.ids().uuid(),
                group,
                description + instance.id(),
                "At " + world.now() + " instance " + instance.id() + cause,
                world.now(),
                new Activities.Place(
                    instance.ec2().order().subnetId(), instance.availabilityZone()));
    activity.end(ScalingActivityStatusCode.SUCCESSFUL, null, world.now());
    return activity.described();
  }

  private static RuntimeException notIn(GroupInstance instance, LifecycleState state) {
    return AutoScalingErrors.validation(
        "The instance " + instance.id() + " is not in " + state + ".");
  }

  private static int units(List<GroupInstance> members) {
    return members.stream().mapToInt(GroupInstance::units).sum();
  }

  private void resize(Group group, int by) {
    int desired = group.settings().desiredCapacity() + by;
    if (desired < group.settings().minSize() || desired > group.settings().maxSize()) {
      throw AutoScalingErrors.validation(
          "AutoScalingGroup " + group.name() + " cannot change its desired capacity to " + desired);
    }
    world.change(group, group.settings().toBuilder().desiredCapacity(desired).build());
  }
}
