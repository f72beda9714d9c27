package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.ec2.ResolvedTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplatePlacement;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecification;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/**
 * What a call launches, or has Auto Scaling launch, and on what RunInstances would be checked for
 * it; see "Actions, resources, and condition keys for Amazon EC2" in the Service Authorization
 * Reference.
 */
final class LaunchChecks {
  private LaunchChecks() {}

  /** One launch that a call asks for: most launch from a launch template. */
  private record Launch(
      Optional<String> templateId,
      ResponseLaunchTemplateData data,
      Optional<String> imageParameter,
      List<String> imageIds,
      List<String> subnetIds) {}

  static Stream<Check> runInstances(Occasion.Called call, RuleFacts facts) {
    Arns arns = facts.arns();
    return launches(call, facts)
        .flatMap(
            launch -> {
              ResponseLaunchTemplateData data = launch.data();
              Stream.Builder<String> resources = Stream.builder();
              launch
                  .templateId()
                  .ifPresent(id -> resources.add(arns.arn("ec2", "launch-template/" + id)));
              launch.imageIds().forEach(id -> resources.add(arns.ofAws("ec2", "image/" + id)));
              launch.subnetIds().forEach(id -> resources.add(arns.arn("ec2", "subnet/" + id)));
              groups(data).forEach(id -> resources.add(arns.arn("ec2", "security-group/" + id)));
              Optional.ofNullable(data.keyName())
                  .ifPresent(name -> resources.add(arns.arn("ec2", "key-pair/" + name)));
              Optional.ofNullable(data.placement())
                  .map(LaunchTemplatePlacement::groupName)
                  .ifPresent(name -> resources.add(arns.arn("ec2", "placement-group/" + name)));
              snapshots(data).forEach(id -> resources.add(arns.ofAws("ec2", "snapshot/" + id)));
              resources.add(arns.arn("ec2", "instance/*"));
              resources.add(arns.arn("ec2", "network-interface/*"));
              resources.add(arns.arn("ec2", "volume/*"));
              return resources.build();
            })
        .distinct()
        .map(resource -> new Check(call.caller(), resource));
  }

  /** Only what the template itself tags: Auto Scaling's own tags are its service-linked role's. */
  static Stream<Check> createTags(Occasion.Called call, RuleFacts facts) {
    return launches(call, facts)
        .flatMap(launch -> launch.data().tagSpecifications().stream())
        .map(LaunchTemplateTagSpecification::resourceTypeAsString)
        .distinct()
        .map(
            type ->
                new Check(
                    call.caller(),
                    facts.arns().arn("ec2", type + "/*"),
                    Map.of("ec2:CreateAction", "RunInstances")));
  }

  static Stream<Check> passRole(Occasion.Called call, RuleFacts facts) {
    return launches(call, facts)
        .map(launch -> launch.data().iamInstanceProfile())
        .filter(Objects::nonNull)
        .map(profile -> Optional.ofNullable(profile.arn()).orElse(profile.name()))
        .distinct()
        .map(
            profile ->
                new Check(
                    call.caller(),
                    facts.launches().roleArn(profile),
                    Map.of("iam:PassedToService", "ec2.amazonaws.com")));
  }

  /**
   * Who has a template's image resolved reads its parameter: by launching from the template, or by
   * having it described so.
   */
  static Stream<Check> imageParameters(Occasion.Called call, RuleFacts facts) {
    Stream<String> named =
        call.request() instanceof DescribeLaunchTemplateVersionsRequest describe
            ? described(describe, facts)
            : launches(call, facts).flatMap(launch -> launch.imageParameter().stream());
    return named.map(name -> new Check(call.caller(), parameterArn(facts.arns(), name))).distinct();
  }

  private static Stream<String> described(
      DescribeLaunchTemplateVersionsRequest request, RuleFacts facts) {
    if (!Boolean.TRUE.equals(request.resolveAlias())) {
      return Stream.of();
    }
    return request.versions().stream()
        .flatMap(
            version ->
                facts
                    .launches()
                    .imageParameter(
                        LaunchTemplateSpecification.builder()
                            .launchTemplateId(request.launchTemplateId())
                            .launchTemplateName(request.launchTemplateName())
                            .version(version)
                            .build())
                    .stream());
  }

  /** A parameter of AWS's own belongs to no account. */
  private static String parameterArn(Arns arns, String name) {
    String resource = name.startsWith("/") ? "parameter" + name : "parameter/" + name;
    return name.startsWith("/aws/") ? arns.ofAws("ssm", resource) : arns.arn("ssm", resource);
  }

  private static Stream<Launch> launches(Occasion.Called call, RuleFacts facts) {
    return switch (call.request()) {
      case CreateAutoScalingGroupRequest create ->
          launches(
              facts,
              create.launchTemplate(),
              create.mixedInstancesPolicy(),
              subnets(create.vpcZoneIdentifier(), List.of()));
      case UpdateAutoScalingGroupRequest update ->
          launches(
              facts,
              update.launchTemplate(),
              update.mixedInstancesPolicy(),
              subnets(
                  update.vpcZoneIdentifier(),
                  facts.launches().subnetIds(update.autoScalingGroupName())));
      case StartInstanceRefreshRequest start -> refreshed(facts, start);
      case RunInstancesRequest run -> launched(facts, run);
      default -> Stream.of();
    };
  }

  /** Its own parameters go before those of its template. */
  private static Stream<Launch> launched(RuleFacts facts, RunInstancesRequest run) {
    Optional<LaunchTemplateSpecification> named =
        Optional.ofNullable(run.launchTemplate())
            .map(
                template ->
                    LaunchTemplateSpecification.builder()
                        .launchTemplateId(template.launchTemplateId())
                        .launchTemplateName(template.launchTemplateName())
                        .version(template.version())
                        .build());
    Optional<ResolvedTemplate> template =
        named.flatMap(specification -> facts.launches().resolve(specification));
    if (named.isPresent() && template.isEmpty()) {
      return Stream.of();
    }
    ResponseLaunchTemplateData data =
        RunInstancesData.over(
            template
                .map(ResolvedTemplate::data)
                .orElseGet(() -> ResponseLaunchTemplateData.builder().build()),
            run);
    return Stream.of(
        new Launch(
            template.map(ResolvedTemplate::id),
            data,
            run.imageId() == null
                ? named.flatMap(specification -> facts.launches().imageParameter(specification))
                : Optional.empty(),
            Stream.ofNullable(data.imageId()).toList(),
            run.subnetId() == null ? templateSubnets(data) : List.of(run.subnetId())));
  }

  private static Stream<Launch> refreshed(RuleFacts facts, StartInstanceRefreshRequest start) {
    List<String> subnetIds = facts.launches().subnetIds(start.autoScalingGroupName());
    DesiredConfiguration desired = start.desiredConfiguration();
    if (desired != null) {
      return launches(facts, desired.launchTemplate(), desired.mixedInstancesPolicy(), subnetIds);
    }
    return facts.launches().templates(start.autoScalingGroupName()).stream()
        .flatMap(template -> launch(facts, template, List.of(), subnetIds));
  }

  private static Stream<Launch> launches(
      RuleFacts facts,
      LaunchTemplateSpecification template,
      MixedInstancesPolicy policy,
      List<String> subnetIds) {
    if (template != null) {
      return launch(facts, template, List.of(), subnetIds);
    }
    if (policy == null || policy.launchTemplate() == null) {
      return Stream.of();
    }
    LaunchTemplateSpecification base = policy.launchTemplate().launchTemplateSpecification();
    List<LaunchTemplateOverrides> overrides = policy.launchTemplate().overrides();
    if (overrides.isEmpty()) {
      return launch(facts, base, List.of(), subnetIds);
    }
    return overrides.stream()
        .flatMap(
            override ->
                launch(
                    facts,
                    Optional.ofNullable(override.launchTemplateSpecification()).orElse(base),
                    Stream.ofNullable(override.imageId()).toList(),
                    subnetIds));
  }

  /** A template that does not exist is refused for that, before anything is checked. */
  private static Stream<Launch> launch(
      RuleFacts facts,
      LaunchTemplateSpecification template,
      List<String> imageIds,
      List<String> groupSubnetIds) {
    return facts.launches().resolve(template).stream()
        .map(
            found ->
                new Launch(
                    Optional.of(found.id()),
                    found.data(),
                    imageIds.isEmpty()
                        ? facts.launches().imageParameter(template)
                        : Optional.empty(),
                    imageIds.isEmpty()
                        ? Stream.ofNullable(found.data().imageId()).toList()
                        : imageIds,
                    groupSubnetIds.isEmpty() ? templateSubnets(found.data()) : groupSubnetIds));
  }

  private static List<String> subnets(String vpcZoneIdentifier, List<String> otherwise) {
    return vpcZoneIdentifier == null || vpcZoneIdentifier.isBlank()
        ? otherwise
        : Stream.of(vpcZoneIdentifier.split(",")).map(String::strip).toList();
  }

  private static List<String> templateSubnets(ResponseLaunchTemplateData data) {
    return data.networkInterfaces().stream()
        .map(LaunchTemplateInstanceNetworkInterfaceSpecification::subnetId)
        .filter(Objects::nonNull)
        .toList();
  }

  private static Stream<String> snapshots(ResponseLaunchTemplateData data) {
    return data.blockDeviceMappings().stream()
        .flatMap(device -> Stream.ofNullable(device.ebs()))
        .flatMap(volume -> Stream.ofNullable(volume.snapshotId()));
  }

  private static List<String> groups(ResponseLaunchTemplateData data) {
    List<String> groups = new ArrayList<>(data.securityGroupIds());
    data.networkInterfaces().forEach(networkInterface -> groups.addAll(networkInterface.groups()));
    return groups;
  }
}
