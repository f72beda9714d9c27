package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.ResolvedTemplate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/**
 * Which instance a scale-in takes; the default policy of "Configure termination policies": in the
 * zone with the most instances, those from another template first, then from the oldest version,
 * then the oldest. Protected ones are spared. Other policies are not modelled: they choose
 * likewise.
 */
final class TerminationPolicy {
  private TerminationPolicy() {}

  static Optional<GroupInstance> next(Group group, Launches launches) {
    Map<String, Integer> eligibleByZone = new HashMap<>();
    for (GroupInstance instance : group.instances()) {
      if (eligible(instance)) {
        eligibleByZone.merge(
            instance.availabilityZone(),
            Launches.activeIn(group, instance.availabilityZone()),
            Math::max);
      }
    }
    String current = currentTemplate(group, launches);
    return group.instances().stream()
        .filter(TerminationPolicy::eligible)
        .min(
            Comparator.comparingInt(
                    (GroupInstance it) -> -eligibleByZone.get(it.availabilityZone()))
                .thenComparing(it -> it.template().launchTemplateId().equals(current))
                .thenComparingLong(it -> Long.parseLong(it.template().version()))
                .thenComparing(GroupInstance::launchedAt)
                .thenComparing(GroupInstance::id));
  }

  private static boolean eligible(GroupInstance instance) {
    return instance.inService() && !instance.protectedFromScaleIn();
  }

  private static String currentTemplate(Group group, Launches launches) {
    try {
      ResolvedTemplate template = launches.resolve(LaunchSource.of(group.settings()));
      return template.id();
    } catch (Ec2Exception deleted) {
      return "";
    }
  }
}
