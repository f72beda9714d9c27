package dev.lastgood.simulator.autoscaling;

import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;

/**
 * How much of a group's capacity is On-Demand, the rest being Spot; see OnDemandBaseCapacity and
 * OnDemandPercentageAboveBaseCapacity of InstancesDistribution in the API Reference.
 */
final class OnDemandShare {
  private OnDemandShare() {}

  /** Whether the next instance from a source should be a Spot Instance. */
  static boolean nextIsSpot(Group group, LaunchSource source) {
    if (!(source instanceof LaunchSource.Mixed mixed)) {
      return false;
    }
    int after = Math.max(group.settings().desiredCapacity(), group.activeCapacity() + 1);
    return onDemandCapacity(group) >= target(mixed.policy().instancesDistribution(), after);
  }

  /** Whether a scale-in should take a Spot Instance; see "Default termination policy". */
  static boolean takesSpot(Group group) {
    LaunchSource source = LaunchSource.of(group.settings());
    return source instanceof LaunchSource.Mixed mixed
        && onDemandCapacity(group)
            <= target(mixed.policy().instancesDistribution(), group.settings().desiredCapacity());
  }

  private static int target(InstancesDistribution distribution, int capacity) {
    int base = Math.min(capacity, distribution.onDemandBaseCapacity());
    int percentage = distribution.onDemandPercentageAboveBaseCapacity();
    return base + ((capacity - base) * percentage + 99) / 100;
  }

  private static int onDemandCapacity(Group group) {
    int units = group.launches().onDemandUnitsUnderWay();
    for (GroupInstance instance : group.instances()) {
      if (instance.active() && !instance.spot()) {
        units += instance.units();
      }
    }
    return units;
  }
}
