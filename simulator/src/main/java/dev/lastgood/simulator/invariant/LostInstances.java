package dev.lastgood.simulator.invariant;

import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.autoscaling.GroupInstance;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/**
 * Whether a healthy instance that is lost can be lost by an action of ours, by what Auto Scaling
 * itself says of its termination. What comes of Auto Scaling's own balancing of zones, of an
 * instance that really fails, or of somebody else's refresh is not ours.
 */
final class LostInstances {
  private final SimulatedWorld world;
  private final LedgerView ledger;

  LostInstances(SimulatedWorld world, LedgerView ledger) {
    this.world = world;
    this.ledger = ledger;
  }

  /**
   * Judges the change of an instance after which a group has fewer healthy ones.
   *
   * @param baseline how many healthy ones there were when we first changed the group
   */
  boolean isByUs(Group group, GroupInstance instance, int baseline) {
    if (instance.lifecycleState() == LifecycleState.STANDBY) {
      // Lastgood may not put any there: a person has.
      return false;
    }
    if (instance.lifecycleState() == LifecycleState.IN_SERVICE) {
      // It fails by itself, or because of what surrounds it: nobody takes it away.
      return false;
    }
    String cause = cause(group, instance);
    if (cause.contains("instance refresh")) {
      // What has just been put back into service and takes no requests yet is not missed.
      return instance.terminatedWhileReady() && isOurRefresh(group);
    }
    if (cause.contains("difference between desired and actual capacity")) {
      return group.settings().desiredCapacity() < baseline;
    }
    if (cause.contains("health check") || cause.contains("status checks")) {
      // Whose application works and who is taken away for its health all the same is lost by how
      // the group is set up.
      return instance.passesHealthChecks();
    }
    return true;
  }

  private String cause(Group group, GroupInstance instance) {
    List<Activity> activities =
        world
            .autoScaling()
            .client()
            .describeScalingActivities(
                request -> request.autoScalingGroupName(group.name()).maxRecords(100))
            .activities();
    return activities.stream()
        .filter(
            activity -> activity.description().equals("Terminating EC2 instance: " + instance.id()))
        .map(Activity::cause)
        .findFirst()
        .orElse("");
  }

  /** Every refresh that we start is owed to be watched, before it is started. */
  private boolean isOurRefresh(Group group) {
    return ledger.incidents().stream().anyMatch(trail -> trail.refreshed().contains(group.name()));
  }
}
