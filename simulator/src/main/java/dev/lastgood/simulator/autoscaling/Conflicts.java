package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.kernel.Chance;
import java.util.random.RandomGenerator;

/**
 * Refuses changes of a group that is scaling. The API Reference lists {@code
 * ScalingActivityInProgress} among the errors of UpdateAutoScalingGroup, SetDesiredCapacity and
 * TerminateInstanceInAutoScalingGroup without saying when it comes; most such calls succeed.
 */
final class Conflicts {
  private final World world;
  private final RandomGenerator chance;
  private double rate;

  Conflicts(World world, Chance chance) {
    this.world = world;
    this.chance = chance.stream("autoscaling.scaling-activity-in-progress");
  }

  /** How often, 0 to 1, a handler's change of a group that is scaling is refused. */
  void rate(double next) {
    rate = next;
  }

  void refuseWhileScaling(Group group) {
    if (rate > 0
        && world.time().current().isPresent()
        && isScaling(group)
        && chance.nextDouble() < rate) {
      throw AutoScalingErrors.scalingActivityInProgress(
          "The operation can't be performed because there are scaling activities in progress for"
              + " the Auto Scaling group "
              + group.name()
              + ".");
    }
  }

  private static boolean isScaling(Group group) {
    for (GroupInstance instance : group.instances()) {
      if (instance.terminating() || instance.pending()) {
        return true;
      }
    }
    return group.launches().underWay() > 0;
  }
}
