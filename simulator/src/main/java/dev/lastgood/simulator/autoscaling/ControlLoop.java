package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.kernel.Chance;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Keeps a group at its size: replaces what is unhealthy, launches what is missing, terminates what
 * is too much. It looks at a group only after something about it changed; an idle group costs
 * nothing.
 */
final class ControlLoop {
  private final World world;
  private final RandomGenerator chance;

  ControlLoop(World world, Chance chance) {
    this.world = world;
    this.chance = chance.stream("autoscaling.control-loop");
  }

  /** Something about the group changed; it is looked at soon, once. */
  void wake(Group group) {
    if (group.considered() || group.deleted()) {
      return;
    }
    group.considered(true);
    world
        .time()
        .after(
            world.timings().controlLoop().draw(chance).plus(group.launches().pause()),
            () -> {
              group.considered(false);
              if (!group.deleted()) {
                consider(group);
              }
            });
  }

  /** A group that is being deleted goes with its last instance. */
  void instanceGone(Group group) {
    if (group.deleted() && group.instances().isEmpty()) {
      world.gone(group);
    } else if (group.activeCapacity() != group.settings().desiredCapacity()
        || group.currentRefresh().isEmpty() && emptiestOfUneven(group).isPresent()) {
      wake(group);
    }
  }

  private void consider(Group group) {
    replaceUnhealthy(group);
    Optional<Refresh> refresh = group.currentRefresh();
    if (refresh.isPresent() && refresh.get().leads()) {
      world.refreshes().wake(refresh.get());
      return;
    }
    int desired = group.settings().desiredCapacity();
    int active = group.activeCapacity();
    if (active < desired && !group.suspended(ScalingProcess.LAUNCH)) {
      String cause = cause(active, desired, "started", "increasing");
      int units = active;
      while (units < desired) {
        units += world.launches().launch(group, group.launchSource(), cause);
      }
    } else if (active > desired && !group.suspended(ScalingProcess.TERMINATE)) {
      scaleIn(group, active - desired, cause(active, desired, "taken out of service", "shrinking"));
    } else if (active >= desired) {
      rebalance(group);
    }
  }

  private String cause(int from, int to, String what, String how) {
    return "At "
        + world.now()
        + " an instance was "
        + what
        + " in response to a difference between desired and actual capacity, "
        + how
        + " the capacity from "
        + from
        + " to "
        + to
        + ".";
  }

  private void replaceUnhealthy(Group group) {
    if (group.suspended(ScalingProcess.REPLACE_UNHEALTHY)
        || group.suspended(ScalingProcess.TERMINATE)) {
      return;
    }
    for (GroupInstance instance : List.copyOf(group.instances())) {
      if (instance.inService() && !instance.healthy()) {
        world
            .lifecycle()
            .terminate(instance, "At " + world.now() + " " + instance.unhealthyBecause());
      }
    }
  }

  /** Never below the desired capacity: what counts for more than there is too much stays. */
  private void scaleIn(Group group, int units, String cause) {
    int left = units;
    while (left > 0) {
      Optional<GroupInstance> victim = TerminationPolicy.next(group, world, left);
      if (victim.isEmpty()) {
        return;
      }
      world.lifecycle().terminate(victim.get(), cause);
      left -= victim.get().units();
    }
  }

  /**
   * Evens out zones that a refused launch or a replacement left uneven: launches in the emptier one
   * first, beyond the desired capacity, and scales in once that instance is in service.
   */
  private void rebalance(Group group) {
    if (group.suspended(ScalingProcess.AZ_REBALANCE)
        || group.suspended(ScalingProcess.LAUNCH)
        || group.healthyCapacity() < group.settings().desiredCapacity()
        || group.activeCapacity() > mostWhileRebalancing(group)) {
      return;
    }
    Optional<String> emptiest = emptiestOfUneven(group);
    if (emptiest.isEmpty()) {
      return;
    }
    if (group.launches().avoids(emptiest.get(), world.now())) {
      lookAgainLater(group, emptiest.get());
      return;
    }
    world
        .launches()
        .launch(
            group,
            group.launchSource(),
            "At "
                + world.now()
                + " an instance was launched to aid in balancing the group's zones.");
  }

  /** The zone with the fewest instances, where another has at least two more. */
  private Optional<String> emptiestOfUneven(Group group) {
    int emptiest = Integer.MAX_VALUE;
    int fullest = 0;
    String emptiestZone = "";
    for (String subnetId : group.settings().vpcZoneIdentifier().split(",")) {
      String zone = world.ec2().availabilityZone(subnetId.strip());
      int count = Launches.activeIn(group, zone);
      fullest = Math.max(fullest, count);
      if (count < emptiest) {
        emptiest = count;
        emptiestZone = zone;
      }
    }
    return fullest - emptiest > 1 ? Optional.of(emptiestZone) : Optional.empty();
  }

  /** A zone that refused may have capacity again. */
  private void lookAgainLater(Group group, String zone) {
    if (group.launches().zoneRetryDue()) {
      return;
    }
    group.launches().zoneRetryDue(true);
    world
        .time()
        .at(
            group.launches().avoidedUntil(zone),
            () -> {
              group.launches().zoneRetryDue(false);
              wake(group);
            });
  }

  /**
   * Rebalancing may exceed the maximum size by ten per cent, or by one, for as long as it lasts;
   * where Terminate is suspended, it stays there. See "How suspended processes affect other
   * processes".
   */
  private static int mostWhileRebalancing(Group group) {
    int max = group.settings().maxSize();
    int margin = Math.max(1, max / 10);
    return group.suspended(ScalingProcess.TERMINATE)
        ? max + margin - 1
        : group.settings().desiredCapacity();
  }

  /** An instance has entered service: what was launched for balance may replace another now. */
  void instanceInService(Group group) {
    if (group.currentRefresh().isEmpty()
        && group.activeCapacity() > group.settings().desiredCapacity()) {
      wake(group);
    }
  }
}
