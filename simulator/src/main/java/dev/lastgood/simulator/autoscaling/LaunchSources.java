package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.ResolvedTemplate;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/**
 * Checks what groups and desired configurations launch from, and completes it as it is answered;
 * see LaunchTemplateSpecification, MixedInstancesPolicy, InstancesDistribution and
 * LaunchTemplateOverrides in the API Reference.
 */
final class LaunchSources {
  private static final int OVERRIDES_MAX = 40;
  private static final int WEIGHT_MAX = 999;

  private final World world;

  LaunchSources(World world) {
    this.world = world;
  }

  /** Exactly one of the three, or at most one where none changes nothing. */
  static void requireOne(
      LaunchTemplateSpecification template,
      String configurationName,
      MixedInstancesPolicy policy,
      boolean noneIsFine) {
    int given = 0;
    for (Object source : new Object[] {template, configurationName, policy}) {
      given += source == null ? 0 : 1;
    }
    if (given > 1 || given == 0 && !noneIsFine) {
      throw AutoScalingErrors.validation(
          "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId"
              + " or MixedInstancesPolicy parameter.");
    }
  }

  /**
   * Auto Scaling tries each template with a dry run before it takes it; a launch configuration only
   * has to exist.
   *
   * @throws AwsServiceException ValidationError with what EC2 said
   */
  void check(LaunchSource source) {
    if (source instanceof LaunchSource.Mixed mixed
        && mixed.desiredCapacityType() != null
        && !mixed.desiredCapacityType().equals("units")
        && !source.usesInstanceRequirements()) {
      throw AutoScalingErrors.validation(
          "Amazon EC2 Auto Scaling supports DesiredCapacityType for attribute-based instance type"
              + " selection only.");
    }
    if (source instanceof LaunchSource.Configuration configuration) {
      world.options().configuration(configuration.name());
      return;
    }
    try {
      for (LaunchOption option : world.options().of(source, false)) {
        world.ec2().prerequisites().check(world.launches().specification(option, false));
      }
    } catch (Ec2Exception refused) {
      throw AutoScalingErrors.validation(
          "You must use a valid fully-formed launch template. "
              + refused.awsErrorDetails().errorMessage());
    }
  }

  /** With id, name and version all there, as they are answered. */
  LaunchTemplateSpecification normalised(LaunchTemplateSpecification given) {
    if (given == null) {
      return null;
    }
    if (given.launchTemplateId() != null && given.launchTemplateName() != null) {
      throw AutoScalingErrors.validation(
          "Valid requests must contain either launchTemplateId or LaunchTemplateName");
    }
    String version = given.version() == null ? "$Default" : given.version();
    try {
      ResolvedTemplate template =
          world.launches().resolve(given.toBuilder().version(version).build());
      return LaunchTemplateSpecification.builder()
          .launchTemplateId(template.id())
          .launchTemplateName(template.name())
          .version(version)
          .build();
    } catch (Ec2Exception refused) {
      throw AutoScalingErrors.validation(
          "You must use a valid fully-formed launch template. "
              + refused.awsErrorDetails().errorMessage());
    }
  }

  /** With every default filled in. */
  MixedInstancesPolicy normalised(MixedInstancesPolicy given) {
    if (given == null) {
      return null;
    }
    if (given.launchTemplate() == null
        || given.launchTemplate().launchTemplateSpecification() == null) {
      throw AutoScalingErrors.validation(
          "A mixed instances policy must contain a launch template specification.");
    }
    List<LaunchTemplateOverrides> overrides = new ArrayList<>();
    for (LaunchTemplateOverrides override : given.launchTemplate().overrides()) {
      overrides.add(
          override.toBuilder()
              .launchTemplateSpecification(normalised(override.launchTemplateSpecification()))
              .build());
    }
    checkOverrides(overrides);
    boolean byAttributes = overrides.stream().anyMatch(it -> it.instanceRequirements() != null);
    return given.toBuilder()
        .launchTemplate(
            given.launchTemplate().toBuilder()
                .launchTemplateSpecification(
                    normalised(given.launchTemplate().launchTemplateSpecification()))
                .overrides(overrides)
                .build())
        .instancesDistribution(normalised(given.instancesDistribution(), byAttributes))
        .build();
  }

  private static void checkOverrides(List<LaunchTemplateOverrides> overrides) {
    if (overrides.size() > OVERRIDES_MAX) {
      throw AutoScalingErrors.validation(
          "At most " + OVERRIDES_MAX + " overrides can be given in a mixed instances policy.");
    }
    long weighted = overrides.stream().filter(it -> it.weightedCapacity() != null).count();
    if (weighted > 0 && weighted < overrides.size()) {
      throw AutoScalingErrors.validation(
          "Either all or none of the overrides must have a WeightedCapacity.");
    }
    for (LaunchTemplateOverrides override : overrides) {
      if (override.instanceRequirements() != null) {
        if (override.instanceType() != null || override.weightedCapacity() != null) {
          throw AutoScalingErrors.validation(
              "InstanceRequirements exclude InstanceType and WeightedCapacity.");
        }
        AttributeSelection.check(override.instanceRequirements());
      }
      checkWeight(override.weightedCapacity());
    }
  }

  private static void checkWeight(String weight) {
    boolean fits =
        weight == null
            || weight.matches("[1-9][0-9]{0,2}") && Integer.parseInt(weight) <= WEIGHT_MAX;
    if (!fits) {
      throw AutoScalingErrors.validation("WeightedCapacity must be between 1 and 999.");
    }
  }

  private static InstancesDistribution normalised(
      InstancesDistribution given, boolean byAttributes) {
    InstancesDistribution asked = given == null ? InstancesDistribution.builder().build() : given;
    int percentage = or(asked.onDemandPercentageAboveBaseCapacity(), 100);
    int base = or(asked.onDemandBaseCapacity(), 0);
    if (percentage < 0 || percentage > 100 || base < 0) {
      throw AutoScalingErrors.validation(
          "OnDemandPercentageAboveBaseCapacity must be between 0 and 100 and"
              + " OnDemandBaseCapacity must not be negative.");
    }
    String spotStrategy = or(asked.spotAllocationStrategy(), "lowest-price");
    return asked.toBuilder()
        .onDemandAllocationStrategy(
            or(asked.onDemandAllocationStrategy(), byAttributes ? "lowest-price" : "prioritized"))
        .onDemandBaseCapacity(base)
        .onDemandPercentageAboveBaseCapacity(percentage)
        .spotAllocationStrategy(spotStrategy)
        .spotInstancePools(
            spotStrategy.equals("lowest-price") ? or(asked.spotInstancePools(), 2) : null)
        .build();
  }

  private static <T> T or(T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
