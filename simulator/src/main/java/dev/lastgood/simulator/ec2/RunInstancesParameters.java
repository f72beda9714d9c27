package dev.lastgood.simulator.ec2;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** What a call of RunInstances asks for: its own parameters over those of a launch template. */
final class RunInstancesParameters {
  private RunInstancesParameters() {}

  static LaunchSpecification specification(SimulatedEc2 ec2, RunInstancesRequest request) {
    ResponseLaunchTemplateData.Builder data = templateData(ec2, request).toBuilder();
    if (request.imageId() != null) {
      data.imageId(ec2.prerequisites().resolvedImage(request.imageId()));
    }
    if (request.instanceType() != null) {
      data.instanceType(request.instanceTypeAsString());
    }
    if (request.keyName() != null) {
      data.keyName(request.keyName());
    }
    List<String> groups = new ArrayList<>(request.securityGroupIds());
    groups.addAll(request.securityGroups());
    request.networkInterfaces().forEach(it -> groups.addAll(it.groups()));
    if (!groups.isEmpty()) {
      data.securityGroupIds(groups).securityGroups(List.of()).networkInterfaces(List.of());
    }
    LaunchSpecification specification = LaunchSpecification.of(data.build());
    List<String> snapshotIds = new ArrayList<>(specification.snapshotIds());
    request.blockDeviceMappings().stream()
        .filter(it -> it.ebs() != null && it.ebs().snapshotId() != null)
        .forEach(it -> snapshotIds.add(it.ebs().snapshotId()));
    return new LaunchSpecification(
        specification.instanceType(),
        specification.imageId(),
        specification.userData(),
        specification.keyName(),
        specification.securityGroups(),
        snapshotIds,
        specification.spot());
  }

  private static ResponseLaunchTemplateData templateData(
      SimulatedEc2 ec2, RunInstancesRequest request) {
    LaunchTemplateSpecification template = request.launchTemplate();
    return template == null
        ? ResponseLaunchTemplateData.builder().build()
        : ec2.resolve(
                template.launchTemplateId(), template.launchTemplateName(), template.version())
            .data();
  }
}
