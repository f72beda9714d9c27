package dev.lastgood.functions.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lastgood.functions.BodyBuilder;
import dev.lastgood.functions.point.PointBody;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What differs from a recovery point")
class DifferencesTest {
  private static final PointBody POINT = new BodyBuilder().build();

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
    PointBody withoutMinimum = new BodyBuilder().sizes(0, 20, 3).build();
    assertEquals(
        List.of("desiredCapacity"),
        Differences.between(withoutMinimum, new BodyBuilder().sizes(0, 20, 0).build()).stream()
            .map(Difference::field)
            .toList());
    PointBody empty = new BodyBuilder().sizes(0, 20, 0).build();
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
}
