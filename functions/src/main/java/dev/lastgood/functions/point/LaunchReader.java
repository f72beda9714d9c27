package dev.lastgood.functions.point;

import dev.lastgood.functions.handler.Pages;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.handler.Recent;
import dev.lastgood.functions.point.LaunchSource.InstanceOverride;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/** Reads what a group launches from: every template that it may use, or its configuration. */
final class LaunchReader {
  private static final int VERSIONS_KEPT = 100;

  private final TemplateReader templates;
  private final AutoScalingClient autoScaling;

  /** Versions as points hold them: most readings find what the one before found. */
  private final Recent<TemplateReading.Resolved, LaunchTemplate> converted =
      new Recent<>(VERSIONS_KEPT);

  LaunchReader(Platform platform) {
    this.templates = new TemplateReader(platform);
    this.autoScaling = platform.client(AutoScalingClient.class);
  }

  LaunchReading read(AutoScalingGroup group) {
    if (group.mixedInstancesPolicy() != null) {
      return mixed(group.mixedInstancesPolicy());
    }
    if (group.launchTemplate() != null) {
      Walk walk = new Walk();
      return walk.visit(LaunchNames.BASE, group.launchTemplate())
          .map(LaunchSource.Template::new)
          .<LaunchReading>map(walk::resolved)
          .orElseGet(walk::missing);
    }
    if (group.launchConfigurationName() != null) {
      return configuration(group.launchConfigurationName());
    }
    return new LaunchReading.Missing(
        "The group "
            + group.autoScalingGroupName()
            + " names no launch template, launch configuration or mixed instances policy.");
  }

  /**
   * A launch configuration by its name.
   *
   * @return empty where there is none of that name
   */
  Optional<LaunchConfiguration> launchConfiguration(String name) {
    return Pages.all(
            token ->
                autoScaling.describeLaunchConfigurations(
                    DescribeLaunchConfigurationsRequest.builder()
                        .launchConfigurationNames(name)
                        .maxRecords(GroupReader.RECORDS_MAX)
                        .nextToken(token)
                        .build()),
            DescribeLaunchConfigurationsResponse::launchConfigurations,
            DescribeLaunchConfigurationsResponse::nextToken)
        .stream()
        .findFirst();
  }

  static LaunchSource.Configuration sourceOf(LaunchConfiguration configuration) {
    return new LaunchSource.Configuration(
        LaunchData.of(configuration, LeftOut.OF_LAUNCH_CONFIGURATION.keySet()));
  }

  private LaunchReading configuration(String name) {
    Optional<LaunchConfiguration> found = launchConfiguration(name);
    if (found.isEmpty()) {
      return new LaunchReading.Missing("The launch configuration " + name + " does not exist.");
    }
    TreeMap<String, String> userData = new TreeMap<>();
    LaunchData.keepUserData(found.get().userData(), userData);
    return new LaunchReading.Resolved(
        sourceOf(found.get()),
        new LaunchNames(Optional.of(name), List.of()),
        new UserData(userData));
  }

  private LaunchReading mixed(MixedInstancesPolicy policy) {
    Walk walk = new Walk();
    Optional<LaunchTemplate> base =
        walk.visit(LaunchNames.BASE, policy.launchTemplate().launchTemplateSpecification());
    List<InstanceOverride> overrides = new ArrayList<>();
    List<LaunchTemplateOverrides> declared = policy.launchTemplate().overrides();
    for (int index = 0; index < declared.size(); index++) {
      LaunchTemplateOverrides override = declared.get(index);
      Optional<LaunchTemplate> own =
          override.launchTemplateSpecification() == null
              ? Optional.empty()
              : walk.visit(LaunchNames.override(index), override.launchTemplateSpecification());
      overrides.add(
          new InstanceOverride(own, SdkJson.of(override, Set.of("LaunchTemplateSpecification"))));
    }
    return base.isEmpty() || walk.missing.isPresent()
        ? walk.missing()
        : walk.resolved(
            new LaunchSource.MixedInstances(
                base.get(),
                policy.instancesDistribution() == null
                    ? Map.of()
                    : SdkJson.of(policy.instancesDistribution()),
                overrides));
  }

  /** Collects what is found on the way through a group's templates; each is described once. */
  private final class Walk {
    private final List<LaunchNames.TemplateVersion> names = new ArrayList<>();
    private final Map<String, Optional<TemplateReading.Resolved>> known = new LinkedHashMap<>();
    private final TreeMap<String, String> userData = new TreeMap<>();
    private Optional<String> missing = Optional.empty();

    Optional<LaunchTemplate> visit(String place, LaunchTemplateSpecification specification) {
      String id = specification.launchTemplateId();
      String declared = specification.version() == null ? "$Default" : specification.version();
      Optional<TemplateReading.Resolved> found =
          known.computeIfAbsent(
              id + " " + declared, _ -> templates.version(id, declared).resolved());
      if (found.isEmpty()) {
        missing =
            Optional.of("Version " + declared + " of launch template " + id + " does not exist.");
        return Optional.empty();
      }
      names.add(
          new LaunchNames.TemplateVersion(
              place,
              id,
              found.get().version().versionNumber().toString(),
              declared,
              found.get().declaredImageId()));
      LaunchData.keepUserData(found.get().version().launchTemplateData().userData(), userData);
      return Optional.of(converted.get(found.get(), TemplateReading.Resolved::template));
    }

    LaunchReading resolved(LaunchSource source) {
      return new LaunchReading.Resolved(
          source, new LaunchNames(Optional.empty(), names), new UserData(userData));
    }

    LaunchReading missing() {
      return new LaunchReading.Missing(missing.orElseThrow());
    }
  }
}
