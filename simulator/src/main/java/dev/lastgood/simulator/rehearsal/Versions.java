package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.application.ApplicationBehaviour;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.InstanceRequirements;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * The two versions of a team's application: the one that works, and the next. Each has an image,
 * and a way in which the group launches it.
 */
final class Versions {
  private static final List<String> INSTANCE_TYPES = List.of("m7g.large", "m6g.large");
  private static final InstanceRequirements REQUIREMENTS =
      InstanceRequirements.builder()
          .vCpuCount(range -> range.min(2).max(4))
          .memoryMiB(range -> range.min(8192).max(16384))
          .build();

  private final SimulatedWorld world;
  private final Target target;
  private final Origin origin;
  private final Image good;
  private final Image bad;
  private final String templateId;

  /** An image, and the parameter that can name it. */
  private record Image(String id, String parameter) {}

  /**
   * Registers both images, and makes the template that names the first.
   *
   * @param number the target's place among those of the rehearsal, from 0: each has its own images
   */
  Versions(SimulatedWorld world, Target target, Origin origin, int number) {
    this.world = world;
    this.target = target;
    this.origin = origin;
    this.good = image(number, 1);
    this.bad = image(number, 2);
    this.templateId =
        world
            .ec2()
            .client()
            .createLaunchTemplate(
                CreateLaunchTemplateRequest.builder()
                    .launchTemplateName(target.id())
                    .launchTemplateData(data(good))
                    .build())
            .launchTemplate()
            .launchTemplateId();
  }

  private Image image(int number, int version) {
    Image image =
        new Image(
            "ami-0a1b2c3d4e5f6%d00%d".formatted(number, version),
            "/images/" + (number == 0 ? "web" : target.id()) + "/" + version);
    Timing boot = new Timing(target.startupSeconds(), 2.0 * target.startupSeconds());
    world.applications().image(image.id(), ApplicationBehaviour.GOOD.withBoot(boot));
    world.ec2().registerImage(image.id(), "web " + version);
    world.ec2().imageParameter(image.parameter(), image.id());
    return image;
  }

  /** The image that works. */
  String goodImage() {
    return good.id();
  }

  /** The image that does not. */
  String badImage() {
    return bad.id();
  }

  /** Has a group launch the first version. */
  void launchGood(CreateAutoScalingGroupRequest.Builder group, int capacity) {
    switch (origin) {
      case TEMPLATE, TEMPLATE_AND_PARAMETER -> group.launchTemplate(latest());
      case NUMBERED_TEMPLATE -> group.launchTemplate(version("1"));
      case CONFIGURATION -> group.launchConfigurationName(createLaunchConfiguration("1", good));
      case MIXED_INSTANCES ->
          group.mixedInstancesPolicy(
              policy(
                  capacity,
                  INSTANCE_TYPES.stream()
                      .map(type -> LaunchTemplateOverrides.builder().instanceType(type).build())
                      .toList()));
      case INSTANCE_REQUIREMENTS ->
          group.mixedInstancesPolicy(
              policy(
                  capacity,
                  List.of(
                      LaunchTemplateOverrides.builder()
                          .instanceRequirements(REQUIREMENTS)
                          .build())));
    }
  }

  /**
   * Has the group launch the second version from now on.
   *
   * @return what was done, in a sentence
   */
  String publishBad(String groupName) {
    if (!origin.usesTemplate()) {
      String name = createLaunchConfiguration("2", bad);
      autoScaling()
          .updateAutoScalingGroup(
              request -> request.autoScalingGroupName(groupName).launchConfigurationName(name));
      return "A new launch configuration is created, and the group is updated to it.";
    }
    world
        .ec2()
        .client()
        .createLaunchTemplateVersion(
            CreateLaunchTemplateVersionRequest.builder()
                .launchTemplateId(templateId)
                .launchTemplateData(data(bad))
                .build());
    return origin == Origin.NUMBERED_TEMPLATE
        ? "A new launch template version is published: 2."
        : "A new launch template version is published: $Latest means 2 now.";
  }

  /** What a rollout of the second version names; nothing where the group follows an alias. */
  Optional<DesiredConfiguration> desiredBad() {
    return origin == Origin.NUMBERED_TEMPLATE
        ? Optional.of(DesiredConfiguration.builder().launchTemplate(version("2")).build())
        : Optional.empty();
  }

  /** Somebody deletes the first version. */
  void deleteGood() {
    world
        .ec2()
        .client()
        .deleteLaunchTemplateVersions(
            request -> request.launchTemplateId(templateId).versions("1"));
  }

  /** Somebody has $Default mean the second version, as the first cannot be deleted otherwise. */
  void makeBadDefault() {
    world
        .ec2()
        .client()
        .modifyLaunchTemplate(request -> request.launchTemplateId(templateId).defaultVersion("2"));
  }

  /** Half of what is beyond the first instances may be Spot Instances. */
  private MixedInstancesPolicy policy(int capacity, List<LaunchTemplateOverrides> overrides) {
    return MixedInstancesPolicy.builder()
        .launchTemplate(
            template -> template.launchTemplateSpecification(latest()).overrides(overrides))
        .instancesDistribution(
            distribution ->
                distribution
                    .onDemandBaseCapacity(capacity / 2)
                    .onDemandPercentageAboveBaseCapacity(50))
        .build();
  }

  private String createLaunchConfiguration(String number, Image image) {
    String name = target.id() + "-" + number;
    autoScaling()
        .createLaunchConfiguration(
            request ->
                request
                    .launchConfigurationName(name)
                    .imageId(image.id())
                    .instanceType(INSTANCE_TYPES.getFirst())
                    .securityGroups(Surroundings.SECURITY_GROUP));
    return name;
  }

  private LaunchTemplateSpecification latest() {
    return version("$Latest");
  }

  private LaunchTemplateSpecification version(String version) {
    return LaunchTemplateSpecification.builder()
        .launchTemplateId(templateId)
        .version(version)
        .build();
  }

  private RequestLaunchTemplateData data(Image image) {
    RequestLaunchTemplateData.Builder data =
        RequestLaunchTemplateData.builder()
            .imageId(named(image))
            .instanceType(INSTANCE_TYPES.getFirst())
            .securityGroupIds(Surroundings.SECURITY_GROUP)
            .keyName(Surroundings.KEY_PAIR)
            .tagSpecifications(tagged(ResourceType.INSTANCE), tagged(ResourceType.VOLUME));
    target.instanceRoles().stream()
        .findFirst()
        .ifPresent(role -> data.iamInstanceProfile(profile -> profile.name(role)));
    return data.build();
  }

  /** An image as the template names it. */
  private String named(Image image) {
    return switch (origin) {
      case TEMPLATE, NUMBERED_TEMPLATE, CONFIGURATION, MIXED_INSTANCES, INSTANCE_REQUIREMENTS ->
          image.id();
      case TEMPLATE_AND_PARAMETER -> "resolve:ssm:" + image.parameter();
    };
  }

  private LaunchTemplateTagSpecificationRequest tagged(ResourceType type) {
    return LaunchTemplateTagSpecificationRequest.builder()
        .resourceType(type)
        .tags(Tag.builder().key("service").value(target.id()).build())
        .build();
  }

  private AutoScalingClient autoScaling() {
    return world.autoScaling().client();
  }
}
