package dev.lastgood.simulator.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/**
 * What a launch asks of EC2, wherever it was written down: in a launch template's version, in a
 * launch configuration, or in the call itself.
 *
 * @param instanceType such as {@code m7g.large}
 * @param imageId the image; without one nothing can be launched
 * @param userData as it was given, in Base64
 * @param keyName the key pair that it names
 * @param securityGroups ids or names, those of network interfaces included
 * @param snapshotIds the snapshots that its block devices are made from, those of the image
 *     excepted
 * @param spot whether it asks for a Spot Instance
 */
public record LaunchSpecification(
    String instanceType,
    Optional<String> imageId,
    Optional<String> userData,
    Optional<String> keyName,
    List<String> securityGroups,
    List<String> snapshotIds,
    boolean spot) {
  /** What RunInstances takes where no type is given; see its API Reference. */
  private static final String TYPE_USUAL = "m1.small";

  /** Takes copies of the lists. */
  public LaunchSpecification {
    securityGroups = List.copyOf(securityGroups);
    snapshotIds = List.copyOf(snapshotIds);
  }

  /**
   * What a launch template's version says.
   *
   * @param data its data, the image resolved
   * @return without a Spot request: groups buy Spot Instances by a mixed instances policy only
   */
  public static LaunchSpecification of(ResponseLaunchTemplateData data) {
    List<String> groups = new ArrayList<>(data.securityGroupIds());
    groups.addAll(data.securityGroups());
    data.networkInterfaces().forEach(it -> groups.addAll(it.groups()));
    return new LaunchSpecification(
        data.instanceType() == null ? TYPE_USUAL : data.instanceTypeAsString(),
        Optional.ofNullable(data.imageId()),
        Optional.ofNullable(data.userData()),
        Optional.ofNullable(data.keyName()),
        groups,
        data.blockDeviceMappings().stream()
            .filter(it -> it.ebs() != null && it.ebs().snapshotId() != null)
            .map(it -> it.ebs().snapshotId())
            .toList(),
        false);
  }

  /**
   * The same with another type.
   *
   * @param type such as {@code m7g.large}
   * @return a copy
   */
  public LaunchSpecification withInstanceType(String type) {
    return new LaunchSpecification(
        type, imageId, userData, keyName, securityGroups, snapshotIds, spot);
  }

  /**
   * The same with another image.
   *
   * @param image such as {@code ami-0123}
   * @return a copy
   */
  public LaunchSpecification withImageId(String image) {
    return new LaunchSpecification(
        instanceType, Optional.of(image), userData, keyName, securityGroups, snapshotIds, spot);
  }

  /**
   * The same as a Spot Instance or an On-Demand Instance.
   *
   * @param isSpot which of the two
   * @return a copy
   */
  public LaunchSpecification withSpot(boolean isSpot) {
    return new LaunchSpecification(
        instanceType, imageId, userData, keyName, securityGroups, snapshotIds, isSpot);
  }
}
