package dev.lastgood.simulator.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

@DisplayName("What a launch needs")
class LaunchPrerequisitesTest {
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T02:00:00Z"));
  private SimulatedEc2 ec2;
  private Ec2Client client;

  @BeforeEach
  void createRegion() {
    ec2 = Ec2Region.empty(time);
    client = ec2.client();
    ec2.addSubnet("subnet-a", "eu-west-1a", 20);
    ec2.prerequisites().registerImage("ami-1", "one", "snap-1");
    ec2.prerequisites().addSecurityGroup("sg-1", "web");
    ec2.prerequisites().addKeyPair("operations");
    ec2.prerequisites().addSnapshot("snap-data");
  }

  @Test
  @DisplayName("is tried by a dry run, which finds whatever is gone with EC2's own code")
  void dryRun() {
    assertCode("DryRunOperation", () -> dryRun(it -> {}));
    assertCode("MissingParameter", () -> dryRun(it -> it.imageId(null)));
    assertCode("InvalidSubnetID.NotFound", () -> dryRun(it -> it.subnetId("subnet-x")));
    assertCode("InvalidGroup.NotFound", () -> dryRun(it -> it.securityGroupIds("sg-x")));
    ec2.prerequisites().deleteKeyPair("operations");
    assertCode("InvalidKeyPair.NotFound", () -> dryRun(it -> {}));
    assertCode("DryRunOperation", () -> dryRun(it -> it.keyName(null)));
    ec2.prerequisites().loseSnapshot("snap-data");
    assertCode("InvalidSnapshot.NotFound", () -> dryRun(it -> it.keyName(null)));
    ec2.deregisterImage("ami-1");
    assertCode("InvalidAMIID.NotFound", () -> dryRun(it -> {}));
  }

  @Test
  @DisplayName("includes the snapshot that the image was made from")
  void imageSnapshot() {
    assertEquals(
        "snap-1",
        client
            .describeImages(it -> it.imageIds("ami-1"))
            .images()
            .getFirst()
            .blockDeviceMappings()
            .getFirst()
            .ebs()
            .snapshotId());
    ec2.prerequisites().loseSnapshot("snap-1");
    assertCode("InvalidSnapshot.NotFound", () -> dryRun(it -> {}));
  }

  @Test
  @DisplayName("can be described, and what is gone is refused by name")
  void described() {
    assertEquals(
        "web",
        client
            .describeSecurityGroups(it -> it.groupIds("sg-1"))
            .securityGroups()
            .getFirst()
            .groupName());
    assertEquals("operations", client.describeKeyPairs().keyPairs().getFirst().keyName());
    assertEquals(2, client.describeSnapshots().snapshots().size());
    assertEquals(
        20,
        client
            .describeSubnets(it -> it.subnetIds("subnet-a"))
            .subnets()
            .getFirst()
            .availableIpAddressCount());
    ec2.prerequisites().deleteSecurityGroup("sg-1");
    assertCode(
        "InvalidGroup.NotFound", () -> client.describeSecurityGroups(it -> it.groupIds("sg-1")));
    assertCode("InvalidKeyPair.NotFound", () -> client.describeKeyPairs(it -> it.keyNames("none")));
    assertCode(
        "InvalidSnapshot.NotFound", () -> client.describeSnapshots(it -> it.snapshotIds("snap-x")));
    assertThrows(
        UnsupportedOperationException.class,
        () -> client.describeKeyPairs(it -> it.keyPairIds("key-1")));
  }

  @Test
  @DisplayName("is asked for everything at once only half as often as by id")
  void unfiltered() {
    assertTrue(admitted(() -> client.describeSecurityGroups()) <= 60);
    assertTrue(admitted(() -> client.describeSecurityGroups(it -> it.groupIds("sg-1"))) > 60);
  }

  /** How many of a hundred calls at once get an answer to their first attempt. */
  private int admitted(Runnable call) {
    int[] answered = {0};
    for (int i = 0; i < 100; i++) {
      time.start(
          "reader " + i,
          "",
          () -> {
            Instant before = time.now();
            call.run();
            return time.now().isBefore(before.plusMillis(900)) ? "at once" : "";
          },
          result -> answered[0] += result.toString().contains("at once") ? 1 : 0);
    }
    time.run(time.now().plusSeconds(60), () -> false);
    return answered[0];
  }

  @Test
  @DisplayName("does not matter to TerminateInstances, which is all or nothing")
  void terminate() {
    assertCode(
        "InvalidInstanceID.NotFound", () -> client.terminateInstances(it -> it.instanceIds("i-x")));
  }

  @Test
  @DisplayName("is described for those that exist, and all images that do not are named at once")
  void images() {
    assertEquals(1, client.describeImages(it -> it.imageIds("ami-1")).images().size());
    Ec2Exception refused =
        assertThrows(
            Ec2Exception.class,
            () -> client.describeImages(it -> it.imageIds("ami-x", "ami-1", "ami-y")));
    assertEquals("InvalidAMIID.NotFound", refused.awsErrorDetails().errorCode());
    assertEquals(
        "The image ids '[ami-x, ami-y]' do not exist", refused.awsErrorDetails().errorMessage());
  }

  @Test
  @DisplayName("has its subnet once: of the instance, or of its network interfaces")
  void subnets() {
    InstanceNetworkInterfaceSpecification inA =
        InstanceNetworkInterfaceSpecification.builder().subnetId("subnet-a").build();
    assertCode("InvalidParameterCombination", () -> dryRun(it -> it.networkInterfaces(inA)));
    assertCode("DryRunOperation", () -> dryRun(it -> it.subnetId(null).networkInterfaces(inA)));
    ec2.deleteSubnet("subnet-a");
    assertCode(
        "InvalidSubnetID.NotFound", () -> dryRun(it -> it.subnetId(null).networkInterfaces(inA)));
  }

  @Test
  @DisplayName("has vCPUs by its type")
  void vcpus() {
    List<InstanceTypeInfo> types =
        client
            .describeInstanceTypes(it -> it.instanceTypesWithStrings("m7g.large", "c7g.4xlarge"))
            .instanceTypes();
    assertEquals(2, types.getFirst().vCpuInfo().defaultVCpus());
    assertEquals("c7g.4xlarge", types.getLast().instanceTypeAsString());
    assertEquals(16, types.getLast().vCpuInfo().defaultVCpus());
    assertTrue(client.describeInstanceTypes(it -> {}).instanceTypes().size() > 50);
    assertCode(
        "InvalidInstanceType",
        () -> client.describeInstanceTypes(it -> it.instanceTypesWithStrings("large")));
  }

  private void dryRun(Consumer<RunInstancesRequest.Builder> change) {
    RunInstancesRequest.Builder request =
        RunInstancesRequest.builder()
            .dryRun(true)
            .minCount(1)
            .maxCount(1)
            .imageId("ami-1")
            .instanceType("m7g.large")
            .subnetId("subnet-a")
            .securityGroupIds("sg-1")
            .keyName("operations")
            .blockDeviceMappings(
                BlockDeviceMapping.builder()
                    .deviceName("/dev/sdb")
                    .ebs(volume -> volume.snapshotId("snap-data"))
                    .build());
    change.accept(request);
    client.runInstances(request.build());
  }

  private static void assertCode(String code, Executable call) {
    assertEquals(code, assertThrows(Ec2Exception.class, call).awsErrorDetails().errorCode());
  }
}
