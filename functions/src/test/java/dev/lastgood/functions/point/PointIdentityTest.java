package dev.lastgood.functions.point;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.BodyBuilder;
import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.handler.CanonicalJson;
import dev.lastgood.functions.handler.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The identity of a recovery point")
class PointIdentityTest {
  private static final String USUAL = new BodyBuilder().build().identity();

  @Test
  @DisplayName("does not depend on the order of what AWS does not order")
  void order() {
    BodyBuilder one =
        new BodyBuilder()
            .subnets("a", "b")
            .zones("x", "y")
            .targetGroups("t", "u")
            .suspended("p", "q")
            .tag("one", "1")
            .tag("two", "2");
    BodyBuilder other =
        new BodyBuilder()
            .subnets("b", "a")
            .zones("y", "x")
            .targetGroups("u", "t")
            .suspended("q", "p")
            .tag("two", "2")
            .tag("one", "1");
    assertEquals(one.build().identity(), other.build().identity());
  }

  @Test
  @DisplayName("does not depend on how the version is named, nor on capacity, instances and time")
  void leftOut() {
    assertEquals(USUAL, new BodyBuilder().declared("$Latest").build().identity());
    assertEquals(USUAL, new BodyBuilder().version("7", "ami-1").build().identity());
    assertEquals(USUAL, new BodyBuilder().sizes(5, 20, 13).build().identity());
    assertEquals(USUAL, new BodyBuilder().fleet(3, 1, "4").build().identity());
    assertEquals(USUAL, new BodyBuilder().capturedAt(Fixtures.NOW).build().identity());
    assertTrue(new BodyBuilder().declared("$Default").build().followsAlias());
    assertFalse(new BodyBuilder().build().followsAlias());
  }

  static Stream<Arguments> relevant() {
    return Stream.of(
        of("template", body -> body.template("lt-other")),
        of("image", body -> body.version("1", "ami-2")),
        of("nested data", body -> body.data(Map.of("IamInstanceProfile", Map.of("Name", "x")))),
        of("minimum", body -> body.sizes(4, 20, 10)),
        of("maximum", body -> body.sizes(5, 21, 10)),
        of("health check", body -> body.health("EC2", 300)),
        of("grace period", body -> body.health("ELB", 301)),
        of("warmup", body -> body.warmup(0)),
        of("cooldown", body -> body.cooldown(1)),
        of("subnets", body -> body.subnets("subnet-a")),
        of("zones", body -> body.zones("eu-west-1a")),
        of("target groups", body -> body.targetGroups()),
        of("processes", body -> body.suspended("Launch")),
        of("termination policies", body -> body.terminationPolicies("OldestInstance")),
        of("protection", body -> body.protectNew()),
        of("lifetime", body -> body.lifetime(86_400)),
        of("rebalance", body -> body.rebalance()),
        of("maintenance", body -> body.maintenance(Map.of("MinHealthyPercentage", 90))),
        of("tags", body -> body.tag("team", "shop")));
  }

  private static Arguments of(String name, UnaryOperator<BodyBuilder> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("relevant")
  @DisplayName("depends on every field that can be restored")
  void everyField(String name, UnaryOperator<BodyBuilder> change) {
    GroupBody changed = change.apply(new BodyBuilder()).build();
    assertNotEquals(USUAL, changed.identity(), name);
    GroupBody again = Json.read(new String(CanonicalJson.bytes(changed)), GroupBody.class);
    assertEquals(changed, again);
    assertEquals(changed.identity(), again.identity(), "as it is after S3 gave it back");
  }

  @Test
  @DisplayName("the order of termination policies is their meaning")
  void terminationOrder() {
    assertNotEquals(
        new BodyBuilder().terminationPolicies("a", "b").build().identity(),
        new BodyBuilder().terminationPolicies("b", "a").build().identity());
  }

  @Test
  @DisplayName("a fleet lists its instances in the order of their ids, and counts what serves")
  void fleet() {
    Fleet fleet =
        new Fleet(
            4,
            List.of(
                BodyBuilder.instance(3, "Pending", true, "1", false),
                BodyBuilder.instance(2, "InService", false, "1", false),
                BodyBuilder.instance(1, "InService", true, "1", false)));
    assertEquals(
        List.of("i-00000000000000001", "i-00000000000000002", "i-00000000000000003"),
        fleet.instances().stream().map(Fleet.Instance::instanceId).toList());
    assertEquals(2, fleet.inService());
    assertEquals(1, fleet.healthyInService());
  }

  @Test
  @DisplayName("a seal's message holds hash, target, time and schema version, one a line")
  void seal() {
    Seal seal = new Seal("abc", "mac", Fixtures.NOW, 1);
    assertEquals("abc\nweb\n2026-03-02T10:45:00Z\n1", seal.message("web"));
    assertNotEquals(seal.message("web"), seal.message("shop"));
    assertNotEquals(seal.message("web"), new Seal("abc", "mac", Fixtures.NOW, 2).message("web"));
    assertEquals(seal.message("web"), new Seal("abc", "another", Fixtures.NOW, 1).message("web"));
  }

  @Test
  @DisplayName("a record names its body by its hash")
  void bodyKey() {
    assertEquals(
        "points/web/abc.json",
        new PointRecord(
                "web",
                "identity",
                PointStatus.GOOD,
                new Seal("abc", "mac", Fixtures.NOW, 1),
                10,
                Fixtures.NOW,
                java.util.Optional.empty(),
                java.util.Optional.empty())
            .bodyKey());
    assertEquals("ami-1", new LaunchTemplate("lt", Map.of("ImageId", "ami-1")).imageId());
    assertEquals("", new LaunchTemplate("lt", new TreeMap<>()).imageId());
  }
}
