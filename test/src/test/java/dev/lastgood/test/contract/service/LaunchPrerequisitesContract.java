package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SnapshotState;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * What launches need. See DescribeImages, DescribeSubnets, DescribeSecurityGroups,
 * DescribeKeyPairs, DescribeSnapshots, DescribeInstanceTypes, RunInstances and "Error codes for the
 * Amazon EC2 API" in the Amazon EC2 API Reference.
 */
abstract class LaunchPrerequisitesContract extends ServiceContract {
  /** An id that is well formed; no resource has it. */
  private static final String NONE = "00000000000000000";

  LaunchPrerequisitesContract(Services services) {
    super(services);
  }

  private Ec2Client ec2() {
    return services().ec2();
  }

  @Test
  @DisplayName("an image says whether it can be launched")
  void image() {
    String image = services().image();
    var images =
        ec2()
            .describeImages(it -> it.imageIds(image).includeDeprecated(true).includeDisabled(true))
            .images();
    assertEquals(1, images.size());
    assertEquals(image, images.getFirst().imageId());
    assertEquals("available", images.getFirst().stateAsString());
  }

  @Test
  @DisplayName("a subnet says its zone and how many addresses are free")
  void subnet() {
    String id = services().subnet();
    Subnet subnet = ec2().describeSubnets(it -> it.subnetIds(id)).subnets().getFirst();
    assertEquals(id, subnet.subnetId());
    assertEquals("available", subnet.stateAsString());
    assertFalse(subnet.availabilityZone().isEmpty());
    assertTrue(subnet.availableIpAddressCount() >= 0);
  }

  @Test
  @DisplayName("an instance type says how many vCPUs it has")
  void instanceType() {
    var types =
        ec2().describeInstanceTypes(it -> it.instanceTypesWithStrings("m5.large")).instanceTypes();
    assertEquals(1, types.size());
    assertEquals("m5.large", types.getFirst().instanceTypeAsString());
    assertEquals(2, types.getFirst().vCpuInfo().defaultVCpus());
  }

  /** What is asked for and is not there. */
  enum Missing {
    IMAGE("InvalidAMIID.NotFound"),
    SUBNET("InvalidSubnetID.NotFound"),
    SECURITY_GROUP("InvalidGroup.NotFound"),
    KEY_PAIR("InvalidKeyPair.NotFound"),
    SNAPSHOT("InvalidSnapshot.NotFound"),
    VOLUME("InvalidVolume.NotFound"),
    INSTANCE_TYPE("InvalidInstanceType");

    private final String code;

    Missing(String code) {
      this.code = code;
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("what is not there is refused, each by its code")
  void missing(Missing missing) {
    String name = services().name("missing");
    Executable call =
        switch (missing) {
          case IMAGE -> () -> ec2().describeImages(it -> it.imageIds("ami-" + NONE));
          case SUBNET -> () -> ec2().describeSubnets(it -> it.subnetIds("subnet-" + NONE));
          case SECURITY_GROUP ->
              () -> ec2().describeSecurityGroups(it -> it.groupIds("sg-" + NONE));
          case KEY_PAIR -> () -> ec2().describeKeyPairs(it -> it.keyNames(name));
          case SNAPSHOT -> () -> ec2().describeSnapshots(it -> it.snapshotIds("snap-" + NONE));
          case VOLUME -> () -> ec2().createSnapshot(it -> it.volumeId("vol-" + NONE));
          case INSTANCE_TYPE ->
              () -> ec2().describeInstanceTypes(it -> it.instanceTypesWithStrings("none"));
        };
    assertRefused(missing.code, call);
  }

  @Test
  @DisplayName("a launch that is only tried is refused by a code that says it would have worked")
  void dryRun() {
    String image = services().image();
    String subnet = services().subnet();
    assertRefused(
        "DryRunOperation",
        () ->
            ec2()
                .runInstances(
                    it ->
                        it.imageId(image)
                            .subnetId(subnet)
                            .instanceType("t3.micro")
                            .minCount(1)
                            .maxCount(1)
                            .dryRun(true)));
    assertRefused("DryRunOperation", () -> ec2().describeImages(it -> it.dryRun(true)));
  }

  @Test
  @DisplayName("a snapshot of a volume is found by its tag, and is complete in time")
  void snapshot() {
    String volume = services().volume();
    Tag tag = Tag.builder().key("contract").value(services().name("tag")).build();
    TagSpecification tagged =
        TagSpecification.builder().resourceType(ResourceType.SNAPSHOT).tags(tag).build();
    String id =
        ec2().createSnapshot(it -> it.volumeId(volume).tagSpecifications(tagged)).snapshotId();
    services().afterwards(() -> services().removeVolumeSnapshot(id));
    services()
        .eventually(
            "the snapshot is found by its tag and complete",
            () ->
                ec2()
                    .describeSnapshots(
                        it ->
                            it.ownerIds("self")
                                .filters(
                                    filter("tag:contract", tag.value()),
                                    filter("volume-id", volume)))
                    .snapshots()
                    .stream()
                    .anyMatch(
                        it -> it.snapshotId().equals(id) && it.state() == SnapshotState.COMPLETED));
  }

  private static Filter filter(String name, String value) {
    return Filter.builder().name(name).values(value).build();
  }
}
