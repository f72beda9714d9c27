package dev.lastgood.simulator.ec2;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * What must be there for a launch, capacity excepted: images with their snapshots, security groups
 * and key pairs. Each can go while templates still name it; launches fail from then on with what
 * "Error codes for the Amazon EC2 API" says, and instances that run stay.
 */
public final class LaunchPrerequisites {
  private final Supplier<Instant> now;
  private final String ownerId;
  private final Map<String, Image> images = new LinkedHashMap<>();
  private final Map<String, String> imageParameters = new LinkedHashMap<>();
  private final Map<String, String> securityGroups = new LinkedHashMap<>();
  private final Set<String> keyPairs = new LinkedHashSet<>();
  private final Set<String> snapshots = new LinkedHashSet<>();

  LaunchPrerequisites(Supplier<Instant> now, String ownerId) {
    this.now = now;
    this.ownerId = ownerId;
  }

  /**
   * Makes an image available whose root device comes from a snapshot.
   *
   * @param imageId such as {@code ami-0123}
   * @param name what DescribeImages shows
   * @param snapshotId the snapshot, which is there from now on too
   */
  public void registerImage(String imageId, String name, String snapshotId) {
    snapshots.add(snapshotId);
    put(
        image(imageId, name)
            .rootDeviceName("/dev/xvda")
            .blockDeviceMappings(
                BlockDeviceMapping.builder()
                    .deviceName("/dev/xvda")
                    .ebs(volume -> volume.snapshotId(snapshotId))
                    .build())
            .build());
  }

  void registerImage(String imageId, String name) {
    put(image(imageId, name).build());
  }

  private Image.Builder image(String imageId, String name) {
    return Image.builder()
        .imageId(imageId)
        .name(name)
        .ownerId(ownerId)
        .state("available")
        .creationDate(now.get().toString());
  }

  private void put(Image image) {
    images.put(image.imageId(), image);
  }

  void deregisterImage(String imageId) {
    images.remove(imageId);
  }

  void imageParameter(String name, String imageId) {
    imageParameters.put(name, imageId);
  }

  /** What {@code resolve:ssm:NAME} means now, and any other image itself. */
  String resolvedImage(String image) {
    if (!image.startsWith("resolve:ssm:")) {
      return image;
    }
    String name = image.substring("resolve:ssm:".length());
    String resolved = imageParameters.get(name);
    if (resolved == null) {
      throw Ec2Errors.of(
          Ec2Errors.IMAGE_MALFORMED, "The parameter '" + name + "' could not be resolved.");
    }
    return resolved;
  }

  /**
   * Adds a snapshot that block devices may be made from.
   *
   * @param snapshotId such as {@code snap-0123}
   */
  public void addSnapshot(String snapshotId) {
    snapshots.add(snapshotId);
  }

  /**
   * Takes a snapshot away. EC2 refuses to delete that of a registered image; it can be lost all the
   * same, for example where its owner no longer shares it.
   *
   * @param snapshotId the snapshot
   */
  public void loseSnapshot(String snapshotId) {
    snapshots.remove(snapshotId);
  }

  /**
   * Adds a security group.
   *
   * @param groupId such as {@code sg-0123}
   * @param name its name
   */
  public void addSecurityGroup(String groupId, String name) {
    securityGroups.put(groupId, name);
  }

  /**
   * Deletes a security group.
   *
   * @param groupId its id
   */
  public void deleteSecurityGroup(String groupId) {
    securityGroups.remove(groupId);
  }

  /**
   * Adds a key pair.
   *
   * @param keyName its name
   */
  public void addKeyPair(String keyName) {
    keyPairs.add(keyName);
  }

  /**
   * Deletes a key pair.
   *
   * @param keyName its name
   */
  public void deleteKeyPair(String keyName) {
    keyPairs.remove(keyName);
  }

  /**
   * Checks what RunInstances checks of its parameters.
   *
   * @param specification what would be launched
   * @throws Ec2Exception {@code MissingParameter}, {@code InvalidAMIID.NotFound}, {@code
   *     InvalidSnapshot.NotFound}, {@code InvalidGroup.NotFound} or {@code InvalidKeyPair.NotFound}
   */
  public void check(LaunchSpecification specification) {
    String imageId =
        specification
            .imageId()
            .orElseThrow(
                () ->
                    Ec2Errors.of(
                        Ec2Errors.MISSING_PARAMETER,
                        "The request must contain the parameter ImageId"));
    image(imageId)
        .blockDeviceMappings()
        .forEach(device -> requireSnapshot(device.ebs().snapshotId()));
    specification.snapshotIds().forEach(this::requireSnapshot);
    specification.securityGroups().forEach(this::requireSecurityGroup);
    specification.keyName().ifPresent(this::requireKeyPair);
  }

  Image image(String imageId) {
    Image image = images.get(imageId);
    if (image == null) {
      throw Ec2Errors.imageNotFound(imageId);
    }
    return image;
  }

  void requireSnapshot(String snapshotId) {
    if (!snapshots.contains(snapshotId)) {
      throw Ec2Errors.of(
          Ec2Errors.SNAPSHOT_NOT_FOUND, "The snapshot '" + snapshotId + "' does not exist.");
    }
  }

  void requireSecurityGroup(String idOrName) {
    if (!securityGroups.containsKey(idOrName) && !securityGroups.containsValue(idOrName)) {
      throw Ec2Errors.of(
          Ec2Errors.SECURITY_GROUP_NOT_FOUND,
          "The security group '" + idOrName + "' does not exist");
    }
  }

  void requireKeyPair(String keyName) {
    if (!keyPairs.contains(keyName)) {
      throw Ec2Errors.of(
          Ec2Errors.KEY_PAIR_NOT_FOUND, "The key pair '" + keyName + "' does not exist");
    }
  }

  Map<String, Image> images() {
    return images;
  }

  /** Names by id. */
  Map<String, String> securityGroups() {
    return securityGroups;
  }

  Set<String> keyPairs() {
    return keyPairs;
  }

  Set<String> snapshots() {
    return snapshots;
  }
}
