package dev.lastgood.functions.restorable;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastgood.functions.BodyBuilder;
import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.LaunchNames;
import dev.lastgood.functions.point.LaunchSource;
import dev.lastgood.functions.point.LaunchSource.InstanceOverride;
import dev.lastgood.functions.point.LaunchTemplate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a point needs")
class NeedsTest {
  private static final LaunchTemplate BASE =
      new LaunchTemplate("lt-1", Map.of("ImageId", "ami-base", "InstanceType", "m7g.large"));
  private static final LaunchTemplate OWN =
      new LaunchTemplate(
          "lt-2",
          Map.of(
              "ImageId", "ami-own",
              "KeyName", "own",
              "NetworkInterfaces",
                  List.of(
                      Map.of("DeviceIndex", 0, "Groups", List.of("sg-own")),
                      Map.of("DeviceIndex", 1, "SecondaryPrivateIpAddressCount", 2))));

  private static Needs mixed(Map<String, Object> distribution, InstanceOverride... overrides) {
    return Needs.of(
        new BodyBuilder()
            .launch(
                new LaunchSource.MixedInstances(BASE, distribution, List.of(overrides)),
                LaunchNames.ofTemplate("lt-1", "1", "1"))
            .build());
  }

  private static InstanceOverride override(Map<String, Object> settings) {
    return new InstanceOverride(Optional.empty(), settings);
  }

  @Test
  @DisplayName("is what its template names, and its subnets and target groups")
  void template() {
    Needs needs =
        Needs.of(
            new BodyBuilder()
                .data(
                    Map.of(
                        "ImageId", "ami-1",
                        "InstanceType", "m7g.large",
                        "KeyName", "key",
                        "SecurityGroupIds", List.of("sg-1"),
                        "SecurityGroups", List.of("by-name")))
                .build());
    assertEquals(Set.of("ami-1"), needs.imageIds());
    assertEquals(Set.of("sg-1", "by-name"), needs.securityGroups());
    assertEquals(Set.of("key"), needs.keyNames());
    assertEquals(List.of("subnet-a", "subnet-b"), needs.subnetIds());
    assertEquals(List.of("arn:tg-1"), needs.targetGroupArns());
    assertEquals(
        new Needs.Room(Collections.nCopies(10, "m7g.large"), 1, 10, 10, false), needs.room());
  }

  @Test
  @DisplayName("is what its launch configuration names")
  void configuration() {
    Needs needs =
        Needs.of(
            new BodyBuilder()
                .launch(
                    new LaunchSource.Configuration(
                        Map.of(
                            "ImageId", "ami-1",
                            "InstanceType", "t3.micro",
                            "SecurityGroups", List.of("sg-1"),
                            "SpotPrice", "0.1",
                            "KeyName", "")),
                    new LaunchNames(Optional.of("web-1"), List.of()))
                .instances(List.of())
                .sizes(1, 5, 2)
                .build());
    assertEquals(Set.of("ami-1"), needs.imageIds());
    assertEquals(Set.of("sg-1"), needs.securityGroups());
    assertEquals(Set.of(), needs.keyNames(), "an empty name is none");
    assertEquals(new Needs.Room(List.of("t3.micro", "t3.micro"), 1, 2, 0, false), needs.room());
  }

  @Test
  @DisplayName("is the image of each override, of its template, or of the policy's own")
  void overrides() {
    Needs needs =
        mixed(
            Map.of(),
            override(Map.of("InstanceType", "m7g.large", "ImageId", "ami-override")),
            new InstanceOverride(Optional.of(OWN), Map.of("InstanceType", "m6g.large")));
    assertEquals(Set.of("ami-override", "ami-own"), needs.imageIds(), "nobody launches ami-base");
    assertEquals(Set.of("sg-own"), needs.securityGroups());
    assertEquals(Set.of("own"), needs.keyNames());
    assertEquals(4, needs.room().addressesEach(), "two interfaces, two more addresses");
    assertEquals(40, needs.room().addresses());
    assertEquals(Set.of("ami-base"), mixed(Map.of()).imageIds());
    assertEquals(
        Set.of("ami-base"),
        mixed(Map.of(), override(Map.of("InstanceType", "m7g.large"))).imageIds());
  }

  @Test
  @DisplayName("is On-Demand as far as the policy says, rounded up")
  void onDemand() {
    assertEquals(10, mixed(Map.of()).room().onDemandCapacity());
    assertEquals(
        6,
        mixed(Map.of("OnDemandBaseCapacity", 2, "OnDemandPercentageAboveBaseCapacity", 50))
            .room()
            .onDemandCapacity());
    assertEquals(
        4,
        mixed(Map.of("OnDemandBaseCapacity", 3, "OnDemandPercentageAboveBaseCapacity", 10))
            .room()
            .onDemandCapacity());
    assertEquals(10, mixed(Map.of("OnDemandBaseCapacity", 50)).room().onDemandCapacity());
    assertEquals(
        0,
        Needs.of(
                new BodyBuilder()
                    .data(
                        Map.of(
                            "ImageId",
                            "ami-1",
                            "InstanceMarketOptions",
                            Map.of("MarketType", "spot")))
                    .build())
            .room()
            .onDemandCapacity());
  }

  @Test
  @DisplayName("is as many instances as ran, where types have weights, and as desired otherwise")
  void instances() {
    List<Fleet.Instance> weighted = new ArrayList<>();
    for (int index = 0; index < 3; index++) {
      weighted.add(
          new Fleet.Instance(
              "i-" + index,
              "eu-west-1a",
              index < 2 ? "InService" : "Pending",
              "Healthy",
              Fixtures.TEMPLATE,
              "1",
              "",
              index == 0 ? "m7g.xlarge" : "",
              "",
              "5",
              false));
    }
    assertEquals(
        List.of("m7g.xlarge", "m7g.large"),
        Needs.of(new BodyBuilder().instances(weighted).build()).room().typesOfInstances());
    assertEquals(10, Needs.of(new BodyBuilder().fleet(4, 4, "1").build()).room().instances());
  }

  @Test
  @DisplayName("is vCPUs by type, of those that count, as far as they are On-Demand")
  void vcpus() {
    Facts.Quota quota = new Facts.Quota(100, 0, Map.of("m7g.large", 2, "m7g.xlarge", 4));
    assertEquals(
        7,
        quota.needed(
            new Needs.Room(
                List.of("m7g.large", "m7g.xlarge", "m7g.xlarge", "p5.48xlarge"), 1, 10, 7, false)));
  }
}
