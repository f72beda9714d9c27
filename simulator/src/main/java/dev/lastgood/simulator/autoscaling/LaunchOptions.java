package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.InstanceTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;

/**
 * What a source may launch, in the order in which it is tried; see "Allocation strategies for
 * multiple instance types". Where one type has no capacity in a zone, the next is tried.
 *
 * <p>Prices and Spot capacities are not modelled: where a strategy goes by them, the smallest type
 * comes first.
 */
final class LaunchOptions {
  private final Map<String, LaunchConfiguration> configurations;

  LaunchOptions(Map<String, LaunchConfiguration> configurations) {
    this.configurations = configurations;
  }

  /** Never empty. */
  List<LaunchOption> of(LaunchSource source, boolean spot) {
    return switch (source) {
      case LaunchSource.Template template -> List.of(LaunchOption.of(template.specification()));
      case LaunchSource.Configuration configuration ->
          List.of(LaunchOption.of(configuration(configuration.name())));
      case LaunchSource.Mixed mixed -> of(mixed, spot);
    };
  }

  LaunchConfiguration configuration(String name) {
    LaunchConfiguration configuration = configurations.get(name);
    if (configuration == null) {
      throw AutoScalingErrors.validation("Launch configuration name not found - " + name);
    }
    return configuration;
  }

  private static List<LaunchOption> of(LaunchSource.Mixed mixed, boolean spot) {
    List<LaunchTemplateOverrides> overrides = mixed.policy().launchTemplate().overrides();
    if (overrides.isEmpty()) {
      return List.of(
          LaunchOption.of(mixed.policy().launchTemplate().launchTemplateSpecification()));
    }
    List<LaunchOption> options = new ArrayList<>();
    for (LaunchTemplateOverrides override : overrides) {
      if (override.instanceRequirements() == null) {
        options.add(
            option(
                mixed,
                override,
                Optional.ofNullable(override.instanceType()),
                override.weightedCapacity() == null
                    ? OptionalInt.empty()
                    : OptionalInt.of(Integer.parseInt(override.weightedCapacity()))));
      } else {
        for (InstanceTypes.Type type : AttributeSelection.of(override.instanceRequirements())) {
          options.add(option(mixed, override, Optional.of(type.name()), units(mixed, type)));
        }
      }
    }
    if (!ordersByList(mixed.policy().instancesDistribution(), spot)) {
      options.sort(Comparator.comparingInt(LaunchOptions::size));
    }
    return options;
  }

  private static LaunchOption option(
      LaunchSource.Mixed mixed,
      LaunchTemplateOverrides override,
      Optional<String> type,
      OptionalInt weight) {
    return new LaunchOption(
        Optional.of(mixed.template(override)),
        Optional.empty(),
        type,
        Optional.ofNullable(override.imageId()),
        weight);
  }

  /** See DesiredCapacityType in CreateAutoScalingGroup of the API Reference. */
  private static OptionalInt units(LaunchSource.Mixed mixed, InstanceTypes.Type type) {
    return switch (mixed.desiredCapacityType()) {
      case "vcpu" -> OptionalInt.of(type.vcpus());
      case "memory-mib" -> OptionalInt.of(type.memoryMib());
      case null, default -> OptionalInt.empty();
    };
  }

  private static boolean ordersByList(InstancesDistribution distribution, boolean spot) {
    return spot
        ? "capacity-optimized-prioritized".equals(distribution.spotAllocationStrategy())
        : "prioritized".equals(distribution.onDemandAllocationStrategy());
  }

  private static int size(LaunchOption option) {
    return option.instanceType().map(type -> InstanceTypes.named(type).vcpus()).orElse(0);
  }
}
