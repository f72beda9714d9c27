package dev.lastgood.simulator.autoscaling;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/**
 * What a group's instances are launched from. The three kinds exclude each other, see
 * CreateAutoScalingGroup in the API Reference; {@link LaunchOptions} says what each may launch.
 */
sealed interface LaunchSource {
  /** A launch template, whose version may still be {@code $Latest} or {@code $Default}. */
  record Template(LaunchTemplateSpecification specification) implements LaunchSource {}

  /** A launch configuration, which never changes. */
  record Configuration(String name) implements LaunchSource {}

  /** A mixed instances policy, and what a group that selects by attributes counts its size in. */
  record Mixed(MixedInstancesPolicy policy, String desiredCapacityType) implements LaunchSource {
    /** The template of one override, where it has none of its own that of the policy. */
    LaunchTemplateSpecification template(LaunchTemplateOverrides override) {
      return override.launchTemplateSpecification() == null
          ? policy.launchTemplate().launchTemplateSpecification()
          : override.launchTemplateSpecification();
    }
  }

  static LaunchSource of(AutoScalingGroup settings) {
    if (settings.launchConfigurationName() != null) {
      return new Configuration(settings.launchConfigurationName());
    }
    return of(
        settings.launchTemplate(), settings.mixedInstancesPolicy(), settings.desiredCapacityType());
  }

  /** A desired configuration of a group, which keeps what the group counts its size in. */
  static LaunchSource of(DesiredConfiguration desired, AutoScalingGroup group) {
    return of(
        desired.launchTemplate(), desired.mixedInstancesPolicy(), group.desiredCapacityType());
  }

  private static LaunchSource of(
      LaunchTemplateSpecification template, MixedInstancesPolicy policy, String capacityType) {
    return policy == null ? new Template(template) : new Mixed(policy, capacityType);
  }

  /** Every launch template that it names. */
  default List<LaunchTemplateSpecification> templates() {
    return switch (this) {
      case Template template -> List.of(template.specification());
      case Configuration _ -> List.of();
      case Mixed mixed -> {
        List<LaunchTemplateSpecification> templates = new ArrayList<>();
        templates.add(mixed.policy().launchTemplate().launchTemplateSpecification());
        for (LaunchTemplateOverrides override : mixed.policy().launchTemplate().overrides()) {
          if (override.launchTemplateSpecification() != null) {
            templates.add(override.launchTemplateSpecification());
          }
        }
        yield templates;
      }
    };
  }

  /** Whether every version is a number, so that it means the same tomorrow. */
  default boolean isNumbered() {
    for (LaunchTemplateSpecification template : templates()) {
      if (template.version() == null || template.version().startsWith("$")) {
        return false;
      }
    }
    return true;
  }

  /** Whether it selects instance types by their attributes. */
  default boolean usesInstanceRequirements() {
    return this instanceof Mixed mixed
        && mixed.policy().launchTemplate().overrides().stream()
            .anyMatch(it -> it.instanceRequirements() != null);
  }
}
