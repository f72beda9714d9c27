package dev.lastgood.simulator.autoscaling;

import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/**
 * One thing that a group may launch: a template with what an override says over it, or a launch
 * configuration.
 *
 * @param template empty for a launch configuration
 * @param configuration empty for a template
 * @param instanceType over the template's
 * @param imageId over the template's
 * @param weight how many units of capacity an instance counts for; empty where it counts for one
 *     because the group has no weights
 */
record LaunchOption(
    Optional<LaunchTemplateSpecification> template,
    Optional<LaunchConfiguration> configuration,
    Optional<String> instanceType,
    Optional<String> imageId,
    OptionalInt weight) {

  static LaunchOption of(LaunchTemplateSpecification template) {
    return new LaunchOption(
        Optional.of(template),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  static LaunchOption of(LaunchConfiguration configuration) {
    return new LaunchOption(
        Optional.empty(),
        Optional.of(configuration),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  int units() {
    return weight.orElse(1);
  }
}
