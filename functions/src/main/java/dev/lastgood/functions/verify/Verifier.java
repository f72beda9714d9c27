package dev.lastgood.functions.verify;

import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.plan.Difference;
import dev.lastgood.functions.plan.Differences;
import dev.lastgood.functions.plan.Merge;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.Running;
import java.util.ArrayList;
import java.util.List;

/** Judges whether a target is back at its point, its alarms aside; has no effects. */
final class Verifier {
  private Verifier() {}

  /**
   * Judges one target.
   *
   * @param targetId the target
   * @param goal the point
   * @param live the live state
   * @param notServing instances in service to which the load balancer sends no requests
   * @param owed obligations that are still open: what they will take back is no difference
   * @param lookup the data of versions and launch configurations that the goal does not name
   */
  static Verdict judge(
      String targetId,
      GroupBody goal,
      GroupBody live,
      List<String> notServing,
      List<Obligation> owed,
      Running.Lookup lookup) {
    List<String> missing = new ArrayList<>();
    for (Difference difference : Differences.between(goal, live)) {
      if (difference.isRelevant() && !Merge.explains(difference, goal, live, owed)) {
        missing.add(
            difference.field()
                + " is "
                + difference.live()
                + " instead of "
                + difference.point()
                + ".");
      }
    }
    for (Fleet.Instance instance : live.fleet().instances()) {
      if (!instance.inService()) {
        continue;
      }
      if (!instance.isHealthyInService()) {
        missing.add("The instance " + instance.instanceId() + " is not healthy.");
      }
      if (!Running.matches(instance, goal, lookup)) {
        missing.add("The instance " + instance.instanceId() + " runs " + says(instance) + ".");
      }
    }
    for (String instanceId : notServing) {
      missing.add("The load balancer does not find " + instanceId + " healthy.");
    }
    live.fleet().shortage().ifPresent(missing::add);
    return missing.isEmpty()
        ? new Verdict.Holds(
            List.of(
                targetId + " equals its good point of " + goal.capturedAt() + ".",
                live.fleet().healthyInService()
                    + " instances are in service, healthy, and run it."))
        : new Verdict.NotYet(missing);
  }

  private static String says(Fleet.Instance instance) {
    return instance.launchConfigurationName().isEmpty()
        ? "version " + instance.launchTemplateVersion()
        : "the launch configuration " + instance.launchConfigurationName();
  }
}
