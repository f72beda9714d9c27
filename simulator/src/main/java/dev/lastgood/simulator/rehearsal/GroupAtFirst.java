package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.GroupSelection;
import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.loadbalancing.TargetGroupSettings;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Instant;
import java.util.function.Consumer;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/**
 * A team's group as it is while all is well: ten instances behind a load balancer, on the first
 * version of their application.
 *
 * @param groupName the group's name
 * @param targetGroupArn the target group that its instances are registered with
 * @param versions what it can launch
 */
record GroupAtFirst(String groupName, String targetGroupArn, Versions versions) {
  /** How many instances the group has when all is well. */
  static final int CAPACITY = 10;

  /** How many instances the warm pool has at least, where there is one. */
  private static final int WARM = 2;

  private static final int DEREGISTRATION_DELAY_SECONDS = 60;

  /**
   * Makes it; its instances have been in service for a while.
   *
   * @param number the target's place among those of the rehearsal, from 0
   * @param more what else the group is created with
   * @param since when its instances entered service
   */
  static GroupAtFirst create(
      SimulatedWorld world,
      Target target,
      Origin origin,
      int number,
      Consumer<CreateAutoScalingGroupRequest.Builder> more,
      Instant since) {
    String targetGroupArn = world.loadBalancing().createTargetGroup(targetGroup(target.id()));
    Versions versions = new Versions(world, target, origin, number);
    String groupName = name(target);
    CreateAutoScalingGroupRequest.Builder group =
        CreateAutoScalingGroupRequest.builder()
            .autoScalingGroupName(groupName)
            .minSize(CAPACITY / 2)
            .maxSize(2 * CAPACITY)
            .desiredCapacity(CAPACITY)
            .healthCheckType("ELB")
            .healthCheckGracePeriod(3 * target.startupSeconds())
            .vpcZoneIdentifier(Surroundings.subnets())
            .targetGroupARNs(targetGroupArn);
    if (target.subject() instanceof GroupSelection.Tagged tag) {
      group.tags(Tag.builder().key(tag.key()).value(tag.value()).propagateAtLaunch(true).build());
    }
    versions.launchGood(group, CAPACITY);
    more.accept(group);
    world.autoScaling().createSettled(group.build(), since);
    if (origin == Origin.CONFIGURATION) {
      world
          .autoScaling()
          .client()
          .putWarmPool(request -> request.autoScalingGroupName(groupName).minSize(WARM));
    }
    return new GroupAtFirst(groupName, targetGroupArn, versions);
  }

  /** A target group whose checks find soon what is so. */
  static TargetGroupSettings targetGroup(String name) {
    return TargetGroupSettings.usual(name)
        .withChecks(10, 2, 2)
        .withDeregistrationDelay(DEREGISTRATION_DELAY_SECONDS);
  }

  /** A group that is chosen by its tag has a name that its deployment gave it. */
  private static String name(Target target) {
    return switch (target.group().orElseThrow()) {
      case GroupSelection.Named named -> named.name();
      case GroupSelection.Tagged _ -> target.id() + "-7f3c21";
    };
  }
}
