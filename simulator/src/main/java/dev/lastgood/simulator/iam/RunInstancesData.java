package dev.lastgood.simulator.iam;

import software.amazon.awssdk.services.ec2.model.LaunchTemplateIamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecification;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** What a call of RunInstances launches, as far as permissions look at it. */
final class RunInstancesData {
  private RunInstancesData() {}

  /** The call's own parameters over those of a launch template. */
  static ResponseLaunchTemplateData over(
      ResponseLaunchTemplateData template, RunInstancesRequest run) {
    ResponseLaunchTemplateData.Builder data = template.toBuilder();
    if (run.imageId() != null) {
      data.imageId(run.imageId());
    }
    if (run.keyName() != null) {
      data.keyName(run.keyName());
    }
    if (run.hasSecurityGroupIds()) {
      data.securityGroupIds(run.securityGroupIds());
    }
    if (run.hasNetworkInterfaces()) {
      data.networkInterfaces(
          run.networkInterfaces().stream()
              .map(
                  own ->
                      LaunchTemplateInstanceNetworkInterfaceSpecification.builder()
                          .subnetId(own.subnetId())
                          .groups(own.groups())
                          .build())
              .toList());
    }
    if (run.iamInstanceProfile() != null) {
      data.iamInstanceProfile(
          LaunchTemplateIamInstanceProfileSpecification.builder()
              .arn(run.iamInstanceProfile().arn())
              .name(run.iamInstanceProfile().name())
              .build());
    }
    if (run.placement() != null && run.placement().groupName() != null) {
      data.placement(placement -> placement.groupName(run.placement().groupName()));
    }
    if (run.hasTagSpecifications()) {
      data.tagSpecifications(
          run.tagSpecifications().stream()
              .map(
                  own ->
                      LaunchTemplateTagSpecification.builder()
                          .resourceType(own.resourceTypeAsString())
                          .tags(own.tags())
                          .build())
              .toList());
    }
    return data.build();
  }
}
