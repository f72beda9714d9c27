package dev.lastgood.functions.point;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.handler.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/**
 * Asks for a group to launch from what a point launches from; see "UpdateAutoScalingGroup" in the
 * Amazon EC2 Auto Scaling API Reference. Template versions are named by their numbers: {@code
 * $Latest} would ask for whatever is published next.
 */
public final class LaunchUpdate {
  private final LaunchSource source;
  private final LaunchNames names;

  private LaunchUpdate(LaunchSource source, LaunchNames names) {
    this.source = source;
    this.names = names;
  }

  /**
   * The update to what a point launches from.
   *
   * @param body the point
   * @return the update
   */
  public static LaunchUpdate of(GroupBody body) {
    return new LaunchUpdate(body.configuration().launch(), body.launchNames());
  }

  /**
   * What it asks for, for people.
   *
   * @return such as {@code version 3 of lt-0123}
   */
  public String says() {
    return switch (source) {
      case LaunchSource.Configuration _ -> "the launch configuration " + configurationName();
      case LaunchSource.Template _ -> version(LaunchNames.BASE);
      case LaunchSource.MixedInstances _ ->
          "a mixed instances policy over " + version(LaunchNames.BASE);
    };
  }

  /**
   * What it sets.
   *
   * @return the request's parameter and, shortened, its value
   */
  public String parameter() {
    return switch (source) {
      case LaunchSource.Configuration _ -> "LaunchConfigurationName=" + configurationName();
      case LaunchSource.Template template ->
          "LaunchTemplate=" + template.template().id() + ":" + number(LaunchNames.BASE);
      case LaunchSource.MixedInstances mixed ->
          "MixedInstancesPolicy=("
              + mixed.template().id()
              + ":"
              + number(LaunchNames.BASE)
              + ", overrides "
              + mixed.named().keySet()
              + ")";
    };
  }

  /**
   * Whether a group launches from it already.
   *
   * @param group the group
   * @return false where that is not certain: to ask once more does no harm
   */
  public boolean isSetOn(AutoScalingGroup group) {
    return switch (source) {
      case LaunchSource.Configuration _ ->
          configurationName().equals(group.launchConfigurationName());
      case LaunchSource.Template template ->
          Optional.ofNullable(group.launchTemplate())
              .filter(set -> template.template().id().equals(set.launchTemplateId()))
              .filter(set -> number(LaunchNames.BASE).equals(set.version()))
              .isPresent();
      case LaunchSource.MixedInstances _ -> false;
    };
  }

  /**
   * Puts it into a request.
   *
   * @param request takes it
   */
  public void into(UpdateAutoScalingGroupRequest.Builder request) {
    switch (source) {
      case LaunchSource.Configuration _ -> request.launchConfigurationName(configurationName());
      case LaunchSource.Template template ->
          request.launchTemplate(specification(template.template(), LaunchNames.BASE));
      case LaunchSource.MixedInstances mixed -> request.mixedInstancesPolicy(policy(mixed));
    }
  }

  private MixedInstancesPolicy policy(LaunchSource.MixedInstances mixed) {
    List<LaunchTemplateOverrides> overrides = new ArrayList<>();
    for (LaunchSource.InstanceOverride override : mixed.overrides()) {
      String place = LaunchNames.override(overrides.size());
      LaunchTemplateOverrides settings =
          (LaunchTemplateOverrides)
              SdkReader.read(LaunchTemplateOverrides.builder(), json(override.settings()), place);
      overrides.add(
          override
              .launchTemplate()
              .map(
                  own ->
                      settings.toBuilder()
                          .launchTemplateSpecification(specification(own, place))
                          .build())
              .orElse(settings));
    }
    return MixedInstancesPolicy.builder()
        .launchTemplate(
            template ->
                template
                    .launchTemplateSpecification(specification(mixed.template(), LaunchNames.BASE))
                    .overrides(overrides))
        .instancesDistribution(
            (InstancesDistribution)
                SdkReader.read(
                    InstancesDistribution.builder(),
                    json(mixed.instancesDistribution()),
                    "instancesDistribution"))
        .build();
  }

  private LaunchTemplateSpecification specification(LaunchTemplate template, String place) {
    return LaunchTemplateSpecification.builder()
        .launchTemplateId(template.id())
        .version(number(place))
        .build();
  }

  private String version(String place) {
    return "version " + number(place) + " of " + source.templates().get(place).id();
  }

  private String number(String place) {
    return names.templates().stream()
        .filter(named -> named.place().equals(place))
        .map(LaunchNames.TemplateVersion::version)
        .findFirst()
        .orElseThrow();
  }

  private String configurationName() {
    return names.launchConfigurationName().orElseThrow();
  }

  private static JsonNode json(Object value) {
    return Json.MAPPER.valueToTree(value);
  }
}
