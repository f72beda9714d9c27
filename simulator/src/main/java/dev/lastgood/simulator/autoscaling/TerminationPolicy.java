package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.ResolvedTemplate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/**
 * Which instance a scale-in takes; the default policy of "Configure termination policies": in the
 * zone with the most instances, what there is too much of Spot and On-Demand, those from launch
 * configurations first in a group with a template, then those from another template, then from the
 * oldest version or configuration, then the oldest. Protected ones are spared, and those that count
 * for more than is to go. Other policies are not modelled: they choose likewise.
 */
final class TerminationPolicy {
  private TerminationPolicy() {}

  static Optional<GroupInstance> next(Group group, World world, int unitsMax) {
    Map<String, Integer> eligibleByZone = new HashMap<>();
    for (GroupInstance instance : group.instances()) {
      if (eligible(instance, unitsMax)) {
        eligibleByZone.merge(
            instance.availabilityZone(),
            Launches.activeIn(group, instance.availabilityZone()),
            Math::max);
      }
    }
    Set<String> current = currentTemplates(group, world);
    boolean takesSpot = OnDemandShare.takesSpot(group);
    return group.instances().stream()
        .filter(it -> eligible(it, unitsMax))
        .min(
            Comparator.comparingInt(
                    (GroupInstance it) -> -eligibleByZone.get(it.availabilityZone()))
                .thenComparing(it -> it.spot() != takesSpot)
                .thenComparing(it -> it.template().isPresent())
                .thenComparing(it -> isFrom(it, current))
                .thenComparingLong(it -> age(it, world))
                .thenComparing(GroupInstance::launchedAt)
                .thenComparing(GroupInstance::id));
  }

  private static boolean eligible(GroupInstance instance, int unitsMax) {
    return instance.inService() && !instance.protectedFromScaleIn() && instance.units() <= unitsMax;
  }

  private static boolean isFrom(GroupInstance instance, Set<String> templates) {
    return instance.template().isPresent()
        && templates.contains(instance.template().get().launchTemplateId());
  }

  /** Smaller for what it was launched from being older; a deleted configuration is the oldest. */
  private static long age(GroupInstance instance, World world) {
    if (instance.template().isPresent()) {
      return Long.parseLong(instance.template().get().version());
    }
    LaunchConfiguration configuration =
        world.launchConfigurations().get(instance.launchConfigurationName().orElseThrow());
    return configuration == null ? 0 : configuration.createdTime().toEpochMilli();
  }

  private static Set<String> currentTemplates(Group group, World world) {
    Set<String> ids = new LinkedHashSet<>();
    for (LaunchTemplateSpecification template : LaunchSource.of(group.settings()).templates()) {
      try {
        ResolvedTemplate resolved = world.launches().resolve(template);
        ids.add(resolved.id());
      } catch (Ec2Exception deleted) {
        // What is deleted is nobody's current template.
        continue;
      }
    }
    return ids;
  }
}
