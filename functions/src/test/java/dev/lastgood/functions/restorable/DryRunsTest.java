package dev.lastgood.functions.restorable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.BodyBuilder;
import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.LaunchNames;
import dev.lastgood.functions.point.LaunchSource;
import dev.lastgood.functions.point.LaunchSource.InstanceOverride;
import dev.lastgood.functions.point.LaunchTemplate;
import dev.lastgood.functions.point.LostSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

@DisplayName("A launch that is tried")
class DryRunsTest {
  private static final Map<String, Object> DATA =
      Map.of(
          "ImageId",
          "ami-1",
          "InstanceType",
          "m7g.large",
          "KeyName",
          "key",
          "SecurityGroupIds",
          List.of("sg-1"),
          "IamInstanceProfile",
          Map.of("Name", "web"),
          "TagSpecifications",
          List.of(
              Map.of(
                  "ResourceType",
                  "instance",
                  "Tags",
                  List.of(Map.of("Key", "service", "Value", "web")))),
          "UserDataSha256",
          "abc");

  private static List<RunInstancesRequest> tried(BodyBuilder body, LostSource... lost) {
    return tried(body.build(), lost);
  }

  private static List<RunInstancesRequest> tried(GroupBody body, LostSource... lost) {
    List<RunInstancesRequest> requests = DryRuns.of(body, Optional.of("subnet-a"), List.of(lost));
    for (RunInstancesRequest request : requests) {
      assertTrue(request.dryRun(), "nothing may ever be launched");
      assertEquals(1, request.minCount());
      assertEquals(1, request.maxCount());
    }
    return requests;
  }

  private static LaunchNames.TemplateVersion named(String place, String id, String version) {
    return new LaunchNames.TemplateVersion(place, id, version, version, Optional.empty());
  }

  @Test
  @DisplayName("names the point's template version, and one of its subnets")
  void template() {
    RunInstancesRequest request = tried(new BodyBuilder().version("3", "ami-1")).getFirst();
    assertEquals(Fixtures.TEMPLATE, request.launchTemplate().launchTemplateId());
    assertEquals("3", request.launchTemplate().version());
    assertEquals("subnet-a", request.subnetId());
    assertEquals("m7g.large", request.instanceTypeAsString());
    assertNull(request.imageId(), "the template's own");
  }

  @Test
  @DisplayName("has the point's data in place of a version that is gone, but for user data")
  void byData() {
    RunInstancesRequest request =
        tried(
                new BodyBuilder().data(DATA),
                new LostSource.VersionDeleted(named("base", Fixtures.TEMPLATE, "1")))
            .getFirst();
    assertNull(request.launchTemplate());
    assertEquals("ami-1", request.imageId());
    assertEquals("key", request.keyName());
    assertEquals(List.of("sg-1"), request.securityGroupIds());
    assertEquals("web", request.iamInstanceProfile().name());
    assertEquals(ResourceType.INSTANCE, request.tagSpecifications().getFirst().resourceType());
    assertEquals("service", request.tagSpecifications().getFirst().tags().getFirst().key());
    assertNull(request.userData());
  }

  @Test
  @DisplayName("puts its network interfaces into the subnet, where the template has any")
  void networkInterfaces() {
    RunInstancesRequest request =
        tried(
                new BodyBuilder()
                    .data(
                        Map.of(
                            "ImageId",
                            "ami-1",
                            "InstanceType",
                            "m7g.large",
                            "NetworkInterfaces",
                            List.of(Map.of("DeviceIndex", 0, "Groups", List.of("sg-1"))))))
            .getFirst();
    assertNull(request.subnetId());
    assertEquals("subnet-a", request.networkInterfaces().getFirst().subnetId());
    assertEquals(List.of("sg-1"), request.networkInterfaces().getFirst().groups());
  }

  @Test
  @DisplayName("is one for each version and image of a mixed instances policy")
  void mixed() {
    LaunchTemplate base = new LaunchTemplate("lt-1", Map.of("ImageId", "ami-1"));
    LaunchTemplate own = new LaunchTemplate("lt-2", Map.of("ImageId", "ami-2"));
    List<RunInstancesRequest> requests =
        tried(
            new BodyBuilder()
                .launch(
                    new LaunchSource.MixedInstances(
                        base,
                        Map.of(),
                        List.of(
                            type("m7g.large", Optional.empty()),
                            type("m6g.large", Optional.empty()),
                            type("m6i.large", Optional.of(own)),
                            new InstanceOverride(
                                Optional.empty(),
                                Map.of("InstanceType", "m5.large", "ImageId", "ami-3")))),
                    new LaunchNames(
                        Optional.empty(),
                        List.of(named("base", "lt-1", "4"), named("overrides/2", "lt-2", "7")))));
    assertEquals(
        List.of("lt-1 m7g.large null", "lt-2 m6i.large null", "lt-1 m5.large ami-3"),
        requests.stream()
            .map(
                request ->
                    request.launchTemplate().launchTemplateId()
                        + " "
                        + request.instanceTypeAsString()
                        + " "
                        + request.imageId())
            .toList());
  }

  private static InstanceOverride type(String name, Optional<LaunchTemplate> own) {
    return new InstanceOverride(own, Map.of("InstanceType", name));
  }

  @Test
  @DisplayName("is of a type that ran, where types are chosen by requirements")
  void requirements() {
    GroupBody byOverride =
        new BodyBuilder()
            .launch(
                new LaunchSource.MixedInstances(
                    new LaunchTemplate("lt-1", Map.of("ImageId", "ami-1")),
                    Map.of(),
                    List.of(
                        new InstanceOverride(
                            Optional.empty(),
                            Map.of(
                                "InstanceRequirements", Map.of("VCpuCount", Map.of("Min", 2)))))),
                LaunchNames.ofTemplate("lt-1", "1", "1"))
            .build();
    assertEquals("m7g.large", tried(byOverride).getFirst().instanceTypeAsString());
    RunInstancesRequest byTemplate =
        tried(
                new BodyBuilder()
                    .data(
                        Map.of(
                            "ImageId",
                            "ami-1",
                            "InstanceRequirements",
                            Map.of("VCpuCount", Map.of("Min", 2)))))
            .getFirst();
    assertNull(byTemplate.launchTemplate(), "RunInstances takes no requirements");
    assertEquals("ami-1", byTemplate.imageId());
    assertEquals(
        List.of(),
        tried(new BodyBuilder().data(Map.of("ImageId", "ami-1")).instances(List.of())),
        "no type is known to ask with");
  }

  @Test
  @DisplayName("is none for a launch configuration: Auto Scaling launches on its own behalf")
  void configuration() {
    assertEquals(
        List.of(),
        tried(
            new BodyBuilder()
                .launch(
                    new LaunchSource.Configuration(DATA),
                    new LaunchNames(Optional.of("web-1"), List.of()))));
  }
}
