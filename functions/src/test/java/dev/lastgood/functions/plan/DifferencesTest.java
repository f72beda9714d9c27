package dev.lastgood.functions.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lastgood.functions.BodyBuilder;
import dev.lastgood.functions.point.Attachments;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.LaunchNames;
import dev.lastgood.functions.point.LaunchSource;
import dev.lastgood.functions.point.LaunchTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What differs from a recovery point")
class DifferencesTest {
  private static final GroupBody POINT = new BodyBuilder().build();

  private static List<Difference> between(BodyBuilder live) {
    return Differences.between(POINT, live.build());
  }

  private static Difference only(BodyBuilder live) {
    List<Difference> found = between(live);
    assertEquals(1, found.size(), found.toString());
    return found.getFirst();
  }

  @Test
  @DisplayName("nothing does, between a point and itself under an alias, at other times and sizes")
  void nothing() {
    assertEquals(
        List.of(),
        between(new BodyBuilder().declared("$Latest").sizes(5, 20, 17).fleet(3, 0, "9")));
  }

  @Test
  @DisplayName("each field of the launch template's data is a difference of its own")
  void template() {
    assertEquals(
        new Difference("launchTemplate/ImageId", "ami-1", "ami-2", Difference.Kind.LAUNCH),
        only(new BodyBuilder().version("2", "ami-2")));
    assertEquals(
        List.of("launchTemplate/id", "launchTemplate/InstanceType", "launchTemplate/KeyName"),
        between(
                new BodyBuilder()
                    .template("lt-other")
                    .data(Map.of("ImageId", "ami-1", "KeyName", "mine")))
            .stream()
            .map(Difference::field)
            .toList());
  }

  @Test
  @DisplayName("sizes and subnets concern capacity")
  void capacity() {
    for (BodyBuilder live :
        List.of(
            new BodyBuilder().sizes(4, 20, 10),
            new BodyBuilder().sizes(5, 10, 10),
            new BodyBuilder().subnets("subnet-a"))) {
      assertEquals(Difference.Kind.CAPACITY, only(live).kind());
    }
  }

  @Test
  @DisplayName(
      "desired capacity moves freely above the point's minimum, and is wrong below or at 0")
  void mergedCapacity() {
    assertEquals(List.of(), between(new BodyBuilder().sizes(5, 20, 5)));
    assertEquals(List.of(), between(new BodyBuilder().sizes(5, 20, 20)));
    assertEquals(
        List.of("minSize", "desiredCapacity"),
        between(new BodyBuilder().sizes(0, 20, 4)).stream().map(Difference::field).toList());
    GroupBody withoutMinimum = new BodyBuilder().sizes(0, 20, 3).build();
    assertEquals(
        List.of("desiredCapacity"),
        Differences.between(withoutMinimum, new BodyBuilder().sizes(0, 20, 0).build()).stream()
            .map(Difference::field)
            .toList());
    GroupBody empty = new BodyBuilder().sizes(0, 20, 0).build();
    assertEquals(List.of(), Differences.between(empty, new BodyBuilder().sizes(0, 20, 0).build()));
  }

  @Test
  @DisplayName("health checks, target groups and suspended processes concern health")
  void health() {
    for (BodyBuilder live :
        List.of(
            new BodyBuilder().health("EC2", 300),
            new BodyBuilder().health("ELB", 0),
            new BodyBuilder().targetGroups(),
            new BodyBuilder().suspended("Launch"))) {
      assertEquals(Difference.Kind.HEALTH, only(live).kind());
    }
  }

  @Test
  @DisplayName("tags and what cannot raise an alarm are never relevant")
  void irrelevant() {
    for (BodyBuilder live :
        List.of(
            new BodyBuilder().tag("team", "shop"),
            new BodyBuilder().warmup(30),
            new BodyBuilder().cooldown(1),
            new BodyBuilder().terminationPolicies("OldestInstance"),
            new BodyBuilder().protectNew(),
            new BodyBuilder().lifetime(86_400),
            new BodyBuilder().rebalance(),
            new BodyBuilder().maintenance(Map.of("MinHealthyPercentage", 90)))) {
      Difference found = only(live);
      assertEquals(Difference.Kind.OTHER, found.kind());
      assertFalse(found.isRelevant());
    }
  }

  @Test
  @DisplayName("tags differ one by one, also in whether instances get them")
  void tags() {
    assertEquals(
        new Difference("tags/team", "none", "shop", Difference.Kind.OTHER),
        only(new BodyBuilder().tag("team", "shop")));
    assertEquals(
        List.of(
            new Difference(
                "tags/team", "shop", "shop (of the group alone)", Difference.Kind.OTHER)),
        Differences.between(
            new BodyBuilder().tag("team", "shop").build(),
            new BodyBuilder().tagOfGroupAlone("team", "shop").build()));
  }

  private static final LaunchTemplate TEMPLATE =
      new LaunchTemplate("lt-1", Map.of("ImageId", "ami-1"));

  private static LaunchSource.InstanceOverride override(String type, String weight) {
    return new LaunchSource.InstanceOverride(
        Optional.empty(), Map.of("InstanceType", type, "WeightedCapacity", weight));
  }

  private static GroupBody mixed(
      Map<String, Object> distribution, LaunchSource.InstanceOverride... overrides) {
    return new BodyBuilder()
        .launch(
            new LaunchSource.MixedInstances(TEMPLATE, distribution, List.of(overrides)),
            LaunchNames.ofTemplate("lt-1", "1", "1"))
        .build();
  }

  @Test
  @DisplayName("in a mixed instances policy is told by the override's type and the field")
  void mixedInstances() {
    GroupBody good =
        mixed(
            Map.of("OnDemandBaseCapacity", 2),
            override("m7g.large", "1"),
            override("m7i.large", "1"));
    GroupBody live =
        mixed(
            Map.of("OnDemandBaseCapacity", 0),
            override("t3.nano", "1"),
            override("m7g.large", "2"));
    assertEquals(
        List.of(
            new Difference(
                "mixedInstancesPolicy/instancesDistribution/onDemandBaseCapacity",
                "2",
                "0",
                Difference.Kind.CAPACITY),
            new Difference(
                "mixedInstancesPolicy/overrides/m7g.large/weightedCapacity",
                "1",
                "2",
                Difference.Kind.CAPACITY),
            new Difference(
                "mixedInstancesPolicy/overrides/m7i.large",
                "{\"InstanceType\":\"m7i.large\",\"WeightedCapacity\":\"1\"}",
                "none",
                Difference.Kind.LAUNCH),
            new Difference(
                "mixedInstancesPolicy/overrides/t3.nano",
                "none",
                "{\"InstanceType\":\"t3.nano\",\"WeightedCapacity\":\"1\"}",
                Difference.Kind.LAUNCH)),
        Differences.between(good, live));
    assertEquals(
        List.of(
            new Difference(
                "mixedInstancesPolicy/overrides", "[a, b]", "[b, a]", Difference.Kind.CAPACITY)),
        Differences.between(
            mixed(Map.of(), override("a", "1"), override("b", "1")),
            mixed(Map.of(), override("b", "1"), override("a", "1"))));
  }

  @Test
  @DisplayName("in an override's requirements or own template concerns what is launched")
  void overrides() {
    LaunchSource.InstanceOverride two =
        new LaunchSource.InstanceOverride(
            Optional.of(TEMPLATE),
            Map.of("InstanceRequirements", Map.of("VCpuCount", Map.of("Min", 2))));
    LaunchSource.InstanceOverride four =
        new LaunchSource.InstanceOverride(
            Optional.of(new LaunchTemplate("lt-1", Map.of("ImageId", "ami-2"))),
            Map.of("InstanceRequirements", Map.of("VCpuCount", Map.of("Min", 4))));
    LaunchSource.InstanceOverride none =
        new LaunchSource.InstanceOverride(Optional.empty(), two.settings());
    String path = "mixedInstancesPolicy/overrides/instanceRequirements";
    assertEquals(
        List.of(
            new Difference(
                path + "/launchTemplate/ImageId", "ami-1", "ami-2", Difference.Kind.LAUNCH),
            new Difference(
                path + "/instanceRequirements/vCpuCount/min", "2", "4", Difference.Kind.LAUNCH)),
        Differences.between(mixed(Map.of(), two), mixed(Map.of(), four)));
    assertEquals(
        List.of(new Difference(path + "/launchTemplate", "lt-1", "none", Difference.Kind.LAUNCH)),
        Differences.between(mixed(Map.of(), two), mixed(Map.of(), none)));
  }

  @Test
  @DisplayName("between kinds of launch source is one difference; a launch configuration has data")
  void sources() {
    BodyBuilder configuration =
        new BodyBuilder()
            .launch(
                new LaunchSource.Configuration(Map.of("ImageId", "ami-1")),
                new LaunchNames(Optional.of("web-1"), List.of()));
    assertEquals(
        new Difference(
            "launchSource",
            "the launch template lt-0123456789abcdef0",
            "a launch configuration",
            Difference.Kind.LAUNCH),
        only(configuration));
    assertEquals(
        List.of(
            new Difference(
                "launchConfiguration/ImageId", "ami-1", "ami-2", Difference.Kind.LAUNCH)),
        Differences.between(
            configuration.build(),
            new BodyBuilder()
                .launch(
                    new LaunchSource.Configuration(Map.of("ImageId", "ami-2")),
                    new LaunchNames(Optional.of("web-2"), List.of()))
                .build()));
  }

  @Test
  @DisplayName("in further settings has the kind of what it can break")
  void further() {
    Map<String, Difference.Kind> kinds =
        Map.of(
            "LoadBalancerNames", Difference.Kind.HEALTH,
            "TrafficSources", Difference.Kind.HEALTH,
            "ServiceLinkedRoleARN", Difference.Kind.HEALTH,
            "AvailabilityZoneImpairmentPolicy", Difference.Kind.HEALTH,
            "PlacementGroup", Difference.Kind.CAPACITY,
            "WarmPoolConfiguration", Difference.Kind.CAPACITY,
            "CapacityReservationSpecification", Difference.Kind.CAPACITY,
            "EnabledMetrics", Difference.Kind.OTHER,
            "DeletionProtection", Difference.Kind.OTHER);
    kinds.forEach(
        (name, kind) -> {
          Difference found = only(new BodyBuilder().further(name, "x"));
          assertEquals(kind, found.kind(), name);
          assertEquals(
              name, Character.toUpperCase(found.field().charAt(0)) + found.field().substring(1));
          assertEquals("none", found.point());
        });
    assertEquals(
        "warmPoolConfiguration/poolState",
        Differences.between(
                new BodyBuilder()
                    .further("WarmPoolConfiguration", Map.of("PoolState", "Running"))
                    .build(),
                new BodyBuilder()
                    .further("WarmPoolConfiguration", Map.of("PoolState", "Stopped"))
                    .build())
            .getFirst()
            .field());
  }

  private static Attachments attached(String kind, String name, Map<String, Object> fields) {
    TreeMap<String, Map<String, Object>> one = new TreeMap<>(Map.of(name, fields));
    TreeMap<String, Map<String, Object>> none = new TreeMap<>();
    return new Attachments(
        kind.equals("lifecycleHooks") ? one : none,
        kind.equals("scalingPolicies") ? one : none,
        kind.equals("scheduledActions") ? one : none,
        new TreeMap<>());
  }

  @Test
  @DisplayName("in what is attached is told under the name that people gave it")
  void attachments() {
    Map<String, Difference.Kind> kinds =
        Map.of(
            "lifecycleHooks", Difference.Kind.HEALTH,
            "scalingPolicies", Difference.Kind.CAPACITY,
            "scheduledActions", Difference.Kind.CAPACITY);
    kinds.forEach(
        (name, kind) -> {
          GroupBody good =
              new BodyBuilder().attachments(attached(name, "Mine", Map.of("MinSize", 1))).build();
          GroupBody changed =
              new BodyBuilder().attachments(attached(name, "Mine", Map.of("MinSize", 2))).build();
          assertEquals(
              List.of(new Difference(name + "/Mine/minSize", "1", "2", kind)),
              Differences.between(good, changed));
          assertEquals(
              List.of(new Difference(name + "/Mine", "{\"MinSize\":1}", "none", kind)),
              Differences.between(good, POINT));
        });
  }

  @Test
  @DisplayName("is not sought in what one side did not capture")
  void notCaptured() {
    BodyBuilder much =
        new BodyBuilder()
            .further("PlacementGroup", "x")
            .attachments(attached("scalingPolicies", "cpu", Map.of()));
    assertEquals(
        List.of(), Differences.between(new BodyBuilder().withoutFurther().build(), much.build()));
    assertEquals(
        List.of("placementGroup"),
        between(much.groupAlone()).stream().map(Difference::field).toList());
  }
}
