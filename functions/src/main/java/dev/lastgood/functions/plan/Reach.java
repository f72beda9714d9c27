package dev.lastgood.functions.plan;

import dev.lastgood.functions.plan.Difference.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which differences the actions that there are can put right. */
final class Reach {
  /** What {@link Action.RestoreSettings} sets. */
  private static final Set<String> SETTINGS =
      Set.of(
          "minSize",
          "maxSize",
          "desiredCapacity",
          "subnetIds",
          "healthCheckType",
          "healthCheckGracePeriodSeconds",
          "targetGroupArns",
          "suspendedProcesses");

  private static final Set<String> ATTACHED =
      Set.of("lifecycleHooks", "scalingPolicies", "scheduledActions");

  private Reach() {}

  /** Whether restoring settings puts it right. */
  static boolean isSetting(Difference difference) {
    return SETTINGS.contains(difference.field());
  }

  /**
   * What no action puts right, although a recovery would be measured by it. What is attached to the
   * group is not part of that: it stands in the way only where nothing else is wrong.
   *
   * @return why nothing is begun, in a sentence; empty where nothing stands in the way
   */
  static Optional<String> obstacle(List<Difference> differences) {
    List<String> beyond =
        differences.stream()
            .filter(found -> found.kind() == Kind.CAPACITY || found.kind() == Kind.HEALTH)
            .filter(found -> !isSetting(found))
            .map(Difference::field)
            .toList();
    boolean nothingElse =
        differences.stream().filter(Difference::isRelevant).count() == beyond.size();
    List<String> blocking =
        nothingElse ? beyond : beyond.stream().filter(field -> !isAttached(field)).toList();
    return blocking.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "It differs from its good point in "
                + String.join(", ", blocking)
                + ", which no action restores: a person decides.");
  }

  private static boolean isAttached(String field) {
    return ATTACHED.contains(field.split("/", 2)[0]);
  }
}
