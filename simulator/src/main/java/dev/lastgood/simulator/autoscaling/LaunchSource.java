package dev.lastgood.simulator.autoscaling;

import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/**
 * What instances are launched from: a template, whose version may still be {@code $Latest} or
 * {@code $Default}, and what a mixed instances policy's first override says over it. Further
 * overrides would be used where the first type has no capacity; that is not modelled.
 */
record LaunchSource(
    LaunchTemplateSpecification template, Optional<String> instanceType, Optional<String> imageId) {

  static LaunchSource of(AutoScalingGroup settings) {
    return of(settings.launchTemplate(), settings.mixedInstancesPolicy());
  }

  static LaunchSource of(DesiredConfiguration desired) {
    return of(desired.launchTemplate(), desired.mixedInstancesPolicy());
  }

  private static LaunchSource of(
      LaunchTemplateSpecification template, MixedInstancesPolicy policy) {
    if (policy == null) {
      return new LaunchSource(template, Optional.empty(), Optional.empty());
    }
    LaunchTemplateSpecification base = policy.launchTemplate().launchTemplateSpecification();
    if (policy.launchTemplate().overrides().isEmpty()) {
      return new LaunchSource(base, Optional.empty(), Optional.empty());
    }
    LaunchTemplateOverrides override = policy.launchTemplate().overrides().getFirst();
    if (override.instanceRequirements() != null) {
      throw new UnsupportedOperationException(
          "Simulated Auto Scaling does not model instance requirements.");
    }
    LaunchTemplateSpecification own = override.launchTemplateSpecification();
    return new LaunchSource(
        own == null ? base : own,
        Optional.ofNullable(override.instanceType()),
        Optional.ofNullable(override.imageId()));
  }

  /** Whether its version is a number, so that it means the same tomorrow. */
  boolean isNumbered() {
    return template.version() != null && !template.version().startsWith("$");
  }
}
