package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.Page;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.CreateLaunchConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateLaunchConfigurationResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteLaunchConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteLaunchConfigurationResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.InstanceMonitoring;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;

/**
 * The operations on launch configurations of the Auto Scaling API Reference. One cannot be changed,
 * nor deleted while a group uses it.
 */
final class LaunchConfigurationOperations {
  /** "Launch configurations per Region", the default quota. */
  private static final int CONFIGURATIONS_MAX = 200;

  private final World world;

  LaunchConfigurationOperations(World world) {
    this.world = world;
  }

  CreateLaunchConfigurationResponse create(CreateLaunchConfigurationRequest request) {
    String name = request.launchConfigurationName();
    Map<String, LaunchConfiguration> existing = world.launchConfigurations();
    if (existing.containsKey(name)) {
      throw AutoScalingErrors.alreadyExists(
          "Launch Configuration by this name already exists - A launch configuration already exists"
              + " with the name "
              + name);
    }
    if (existing.size() >= CONFIGURATIONS_MAX) {
      throw AutoScalingErrors.limitExceeded(
          "You have already reached the limit of "
              + CONFIGURATIONS_MAX
              + " launch configurations.");
    }
    if (request.imageId() == null || request.instanceType() == null) {
      throw AutoScalingErrors.validation(
          "Valid requests must contain either the InstanceID parameter or both the ImageId and"
              + " InstanceType parameters.");
    }
    existing.put(name, created(request));
    return CreateLaunchConfigurationResponse.builder().build();
  }

  private LaunchConfiguration created(CreateLaunchConfigurationRequest request) {
    String name = request.launchConfigurationName();
    return LaunchConfiguration.builder()
        .launchConfigurationName(name)
        .launchConfigurationARN(
            world
                .account()
                .arn(
                    "autoscaling",
                    "launchConfiguration:"
                        + world.launchConfigurationIds().uuid()
                        + ":launchConfigurationName/"
                        + name))
        .createdTime(world.now())
        .imageId(request.imageId())
        .keyName(request.keyName())
        .securityGroups(request.securityGroups())
        .classicLinkVPCId(request.classicLinkVPCId())
        .classicLinkVPCSecurityGroups(request.classicLinkVPCSecurityGroups())
        .userData(request.userData())
        .instanceType(request.instanceType())
        .kernelId(request.kernelId())
        .ramdiskId(request.ramdiskId())
        .blockDeviceMappings(request.blockDeviceMappings())
        .instanceMonitoring(
            request.instanceMonitoring() == null
                ? InstanceMonitoring.builder().enabled(true).build()
                : request.instanceMonitoring())
        .spotPrice(request.spotPrice())
        .iamInstanceProfile(request.iamInstanceProfile())
        .ebsOptimized(Boolean.TRUE.equals(request.ebsOptimized()))
        .associatePublicIpAddress(request.associatePublicIpAddress())
        .placementTenancy(request.placementTenancy())
        .metadataOptions(request.metadataOptions())
        .build();
  }

  DescribeLaunchConfigurationsResponse describe(DescribeLaunchConfigurationsRequest request) {
    List<LaunchConfiguration> found =
        world.launchConfigurations().values().stream()
            .filter(
                it ->
                    request.launchConfigurationNames().isEmpty()
                        || request
                            .launchConfigurationNames()
                            .contains(it.launchConfigurationName()))
            .toList();
    Page<LaunchConfiguration> page =
        Page.of(
            found,
            GroupOperations.pageSize(request.maxRecords(), 50),
            request.nextToken(),
            LaunchConfiguration::launchConfigurationName,
            AutoScalingErrors::invalidToken);
    return DescribeLaunchConfigurationsResponse.builder()
        .launchConfigurations(page.items())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  DeleteLaunchConfigurationResponse delete(DeleteLaunchConfigurationRequest request) {
    String name =
        world.options().configuration(request.launchConfigurationName()).launchConfigurationName();
    for (Group group : world.groups().values()) {
      if (name.equals(group.settings().launchConfigurationName())) {
        throw AutoScalingErrors.resourceInUse(
            "Cannot delete launch configuration "
                + name
                + " because it is attached to AutoScalingGroup "
                + group.name());
      }
    }
    world.launchConfigurations().remove(name);
    return DeleteLaunchConfigurationResponse.builder().build();
  }
}
