package dev.lastgood.functions.verify;

import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.plan.Difference;
import dev.lastgood.functions.plan.Differences;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.GroupConfiguration;
import dev.lastgood.functions.point.LaunchTemplate;
import dev.lastgood.functions.point.PointBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

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
   * @param templateData the data of another version of the goal's template, by its number
   */
  static Verdict judge(
      String targetId,
      PointBody goal,
      PointBody live,
      List<String> notServing,
      List<Obligation> owed,
      Function<String, Optional<LaunchTemplate>> templateData) {
    List<String> missing = new ArrayList<>();
    for (Difference difference : Differences.between(goal, live)) {
      if (difference.isRelevant() && !isMerged(difference, goal, live, owed)) {
        missing.add(
            difference.field()
                + " is "
                + difference.live()
                + " instead of "
                + difference.point()
                + ".");
      }
    }
    LaunchTemplate wanted = goal.configuration().launchTemplate();
    for (Fleet.Instance instance : live.fleet().instances()) {
      if (!instance.inService()) {
        continue;
      }
      if (!instance.isHealthyInService()) {
        missing.add("The instance " + instance.instanceId() + " is not healthy.");
      }
      boolean runsIt =
          instance.launchTemplateId().equals(wanted.id())
              && (instance.launchTemplateVersion().equals(goal.launchTemplateVersion())
                  || templateData
                      .apply(instance.launchTemplateVersion())
                      .filter(wanted::equals)
                      .isPresent());
      if (!runsIt) {
        missing.add(
            "The instance "
                + instance.instanceId()
                + " runs version "
                + instance.launchTemplateVersion()
                + ".");
      }
    }
    for (String instanceId : notServing) {
      missing.add("The load balancer does not find " + instanceId + " healthy.");
    }
    if (live.fleet().healthyInService() < live.fleet().desiredCapacity()) {
      missing.add(
          "Only "
              + live.fleet().healthyInService()
              + " of "
              + live.fleet().desiredCapacity()
              + " instances are in service and healthy.");
    }
    return missing.isEmpty()
        ? new Verdict.Holds(
            List.of(
                targetId + " equals its good point of " + goal.capturedAt() + ".",
                live.fleet().healthyInService()
                    + " instances are in service, healthy, and run it."))
        : new Verdict.NotYet(missing);
  }

  /** The merge rule: capacity above the point's is live state, and what is owed goes back later. */
  private static boolean isMerged(
      Difference difference, PointBody goal, PointBody live, List<Obligation> owed) {
    GroupConfiguration point = goal.configuration();
    GroupConfiguration now = live.configuration();
    return switch (difference.field()) {
      case "minSize" ->
          owed.stream()
              .anyMatch(
                  obligation ->
                      obligation instanceof Obligation.RestoreMinimum minimum
                          && minimum.raisedTo() == now.minSize()
                          && minimum.minimum() == point.minSize());
      case "maxSize" -> now.maxSize() == Math.max(point.maxSize(), live.fleet().desiredCapacity());
      case "suspendedProcesses" -> {
        TreeSet<String> without = new TreeSet<>(now.suspendedProcesses());
        for (Obligation obligation : owed) {
          if (obligation instanceof Obligation.ResumeProcesses resume) {
            resume.processes().forEach(without::remove);
          }
        }
        yield List.copyOf(without).equals(point.suspendedProcesses());
      }
      default -> false;
    };
  }
}
