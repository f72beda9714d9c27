package dev.lastgood.simulator.installation;

import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.ec2.ResolvedTemplate;
import dev.lastgood.simulator.iam.GroupDirectory;
import dev.lastgood.simulator.iam.GroupLaunches;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** What the groups of a world launch. */
record WorldLaunches(SimulatedWorld world) implements GroupLaunches, GroupDirectory {
  @Override
  public List<LaunchTemplateSpecification> templates(String groupName) {
    List<LaunchTemplateSpecification> templates = new ArrayList<>();
    settings(groupName)
        .ifPresent(
            group -> {
              Stream.ofNullable(group.launchTemplate()).forEach(templates::add);
              Stream.ofNullable(group.mixedInstancesPolicy())
                  .flatMap(policy -> Stream.ofNullable(policy.launchTemplate()))
                  .forEach(
                      template -> {
                        templates.add(template.launchTemplateSpecification());
                        template.overrides().stream()
                            .map(LaunchTemplateOverrides::launchTemplateSpecification)
                            .flatMap(Stream::ofNullable)
                            .forEach(templates::add);
                      });
            });
    return templates;
  }

  @Override
  public List<String> subnetIds(String groupName) {
    return settings(groupName)
        .flatMap(group -> Optional.ofNullable(group.vpcZoneIdentifier()))
        .filter(subnets -> !subnets.isBlank())
        .map(subnets -> List.of(subnets.split(",")))
        .orElse(List.of());
  }

  @Override
  public Optional<ResolvedTemplate> resolve(LaunchTemplateSpecification template) {
    try {
      return Optional.of(
          world
              .ec2()
              .resolve(
                  template.launchTemplateId(), template.launchTemplateName(), template.version()));
    } catch (Ec2Exception missing) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> imageParameter(LaunchTemplateSpecification template) {
    try {
      return world
          .ec2()
          .imageParameter(
              template.launchTemplateId(), template.launchTemplateName(), template.version());
    } catch (Ec2Exception missing) {
      return Optional.empty();
    }
  }

  /** An instance profile and its role have one name where the console made them. */
  @Override
  public String roleArn(String instanceProfile) {
    String name = instanceProfile.substring(instanceProfile.lastIndexOf('/') + 1);
    return "arn:" + world.account().partition() + ":iam::" + world.account().id() + ":role/" + name;
  }

  @Override
  public Map<String, String> tags(String groupName) {
    return settings(groupName).stream()
        .flatMap(group -> group.tags().stream())
        .collect(Collectors.toMap(TagDescription::key, TagDescription::value));
  }

  @Override
  public String arn(String groupName) {
    return settings(groupName)
        .map(AutoScalingGroup::autoScalingGroupARN)
        .orElseGet(
            () ->
                world
                    .account()
                    .arn("autoscaling", "autoScalingGroup:none:autoScalingGroupName/" + groupName));
  }

  @Override
  public Optional<String> groupOf(String instanceId) {
    return world.autoScaling().groups().stream()
        .filter(
            group ->
                group.instances().stream().anyMatch(instance -> instance.id().equals(instanceId)))
        .map(Group::name)
        .findFirst();
  }

  private Optional<AutoScalingGroup> settings(String groupName) {
    return world.autoScaling().group(groupName).map(Group::settings);
  }
}
