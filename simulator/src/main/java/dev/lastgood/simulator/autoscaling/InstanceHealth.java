package dev.lastgood.simulator.autoscaling;

import java.time.Instant;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * Decides which instances are unhealthy; see "Health checks for instances in an Auto Scaling
 * group". EC2's status checks always count, the load balancer's where the group says so, both only
 * after the grace period, which begins when the instance enters service.
 */
final class InstanceHealth {
  private static final String ELB_CAUSE =
      "an instance was taken out of service in response to an ELB system health check failure.";
  private static final String EC2_CAUSE =
      "an instance was taken out of service in response to an EC2 instance status checks failure.";

  private static final String STOPPED_CAUSE =
      "an instance was taken out of service in response to an EC2 health check indicating it has"
          + " been terminated or stopped.";

  private final World world;

  InstanceHealth(World world) {
    this.world = world;
  }

  void inService(GroupInstance instance) {
    readiness(instance);
  }

  void targetChanged(GroupInstance instance) {
    if (failsElbCheck(instance)) {
      afterGrace(instance);
    }
    readiness(instance);
  }

  /** An instance that left the running state is unhealthy at once, grace period or not. */
  void statusChecksFailed(GroupInstance instance) {
    if (instance.inService()
        && instance.healthy()
        && instance.ec2().state() != InstanceStateName.RUNNING
        && !instance.group().suspended(ScalingProcess.HEALTH_CHECK)) {
      unhealthy(instance, STOPPED_CAUSE);
    } else {
      afterGrace(instance);
    }
    readiness(instance);
  }

  /** What was found while health checks were suspended counts once they are resumed. */
  void resumed(Group group) {
    for (GroupInstance instance : group.instances()) {
      judge(instance);
    }
  }

  /** As SetInstanceHealth says, or as the world does. */
  void set(GroupInstance instance, boolean healthy) {
    if (healthy) {
      instance.healthyAgain();
      readiness(instance);
    } else {
      unhealthy(
          instance, "an instance was taken out of service in response to a user health-check.");
    }
    world.tellInstanceChanged(instance);
  }

  Instant graceEnd(GroupInstance instance) {
    Integer seconds = instance.group().settings().healthCheckGracePeriod();
    return instance.inServiceAt().plusSeconds(seconds == null ? 0 : seconds);
  }

  private void afterGrace(GroupInstance instance) {
    if (!instance.inService()) {
      return;
    }
    Instant end = graceEnd(instance);
    if (end.isAfter(world.now())) {
      world.time().at(end, () -> judge(instance));
    } else {
      judge(instance);
    }
  }

  private void judge(GroupInstance instance) {
    if (!instance.inService()
        || !instance.healthy()
        || instance.group().suspended(ScalingProcess.HEALTH_CHECK)
        || graceEnd(instance).isAfter(world.now())) {
      return;
    }
    if (!instance.ec2().working()) {
      unhealthy(instance, EC2_CAUSE);
    } else if (failsElbCheck(instance)) {
      unhealthy(instance, ELB_CAUSE);
    }
  }

  private void unhealthy(GroupInstance instance, String cause) {
    instance.unhealthy(cause);
    world.tellInstanceChanged(instance);
    world.controlLoop().wake(instance.group());
  }

  private boolean failsElbCheck(GroupInstance instance) {
    Group group = instance.group();
    if (!group.usesElbHealth()) {
      return false;
    }
    for (String arn : group.settings().targetGroupARNs()) {
      if (world.loadBalancing().state(arn, instance.id()).orElse(null)
          == TargetHealthStateEnum.UNHEALTHY) {
        return true;
      }
    }
    return false;
  }

  /** Keeps since when an instance has been in service and passing every check that counts. */
  private void readiness(GroupInstance instance) {
    boolean ready =
        instance.inService()
            && instance.healthy()
            && instance.ec2().working()
            && passesElbCheck(instance);
    if (!ready) {
      instance.readySince(null);
    } else if (instance.readySince() == null) {
      instance.readySince(world.now());
      world.refreshes().instanceReady(instance);
    }
  }

  private boolean passesElbCheck(GroupInstance instance) {
    Group group = instance.group();
    if (!group.usesElbHealth()) {
      return true;
    }
    for (String arn : group.settings().targetGroupARNs()) {
      TargetHealthStateEnum state =
          world.loadBalancing().state(arn, instance.id()).orElse(TargetHealthStateEnum.HEALTHY);
      if (state != TargetHealthStateEnum.HEALTHY) {
        return false;
      }
    }
    return true;
  }
}
