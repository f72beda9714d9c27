package dev.lastgood.simulator.loadbalancing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

@DisplayName("A target group")
class TargetGroupTest {
  private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

  private VirtualTime time;
  private SimulatedLoadBalancing loadBalancing;
  private String arn;
  private boolean passes;

  private void begin(long seed) {
    Chance chance = new Chance(seed);
    time = new VirtualTime(START);
    loadBalancing =
        new SimulatedLoadBalancing(
            time,
            new Calls(time, chance, FaultSettings.NONE, List.of()),
            chance,
            new Account("123456789012", "eu-west-1"));
    arn =
        loadBalancing.createTargetGroup(
            TargetGroupSettings.usual("web").withChecks(30, 5, 2).withDeregistrationDelay(120));
  }

  private Duration until(TargetHealthStateEnum state) {
    Instant from = time.now();
    time.run(from.plusSeconds(3600), () -> loadBalancing.state(arn, "i-1").orElse(null) == state);
    assertEquals(state, loadBalancing.state(arn, "i-1").orElse(null));
    return Duration.between(from, time.now());
  }

  private String described() {
    var health =
        loadBalancing
            .client()
            .describeTargetHealth(it -> it.targetGroupArn(arn))
            .targetHealthDescriptions()
            .getFirst()
            .targetHealth();
    return health.stateAsString() + " " + health.reasonAsString();
  }

  @Test
  @DisplayName("needs one passed check of a new target, and the threshold of an unhealthy one")
  void thresholds() {
    for (long seed = 0; seed < 200; seed++) {
      begin(seed);
      passes = true;
      loadBalancing.register(arn, "i-1", () -> passes);
      assertEquals("initial Elb.RegistrationInProgress", described());
      long firstSeconds = until(TargetHealthStateEnum.HEALTHY).toSeconds();
      assertTrue(firstSeconds <= 30 + 60, "first healthy after " + firstSeconds);
      passes = false;
      loadBalancing.checksWouldChange(arn, "i-1");
      long downSeconds = until(TargetHealthStateEnum.UNHEALTHY).toSeconds();
      assertTrue(downSeconds >= 30 && downSeconds <= 60, "unhealthy after " + downSeconds);
      assertEquals("unhealthy Target.FailedHealthChecks", described());
      passes = true;
      loadBalancing.checksWouldChange(arn, "i-1");
      long upSeconds = until(TargetHealthStateEnum.HEALTHY).toSeconds();
      assertTrue(upSeconds >= 120 && upSeconds <= 150, "healthy again after " + upSeconds);
    }
  }

  @Test
  @DisplayName("forgets a failure that is over before it counted")
  void flapping() {
    begin(1);
    passes = true;
    loadBalancing.registeredEarlier(arn, "i-1", () -> passes);
    passes = false;
    loadBalancing.checksWouldChange(arn, "i-1");
    time.run(START.plusSeconds(20), () -> false);
    passes = true;
    loadBalancing.checksWouldChange(arn, "i-1");
    List<String> changes = new ArrayList<>();
    loadBalancing.listen((group, target) -> changes.add(target));
    time.run(START.plusSeconds(3600), () -> false);
    assertEquals(List.of(), changes);
    assertEquals("healthy null", described());
  }

  @Test
  @DisplayName("drains a target for at most its delay, and one that never served not at all")
  void draining() {
    begin(2);
    loadBalancing.registeredEarlier(arn, "i-1", () -> true);
    List<Instant> gone = new ArrayList<>();
    loadBalancing.deregister(arn, "i-1", () -> gone.add(time.now()));
    assertEquals("draining Target.DeregistrationInProgress", described());
    time.run(START.plusSeconds(121), () -> false);
    assertEquals(1, gone.size());
    assertTrue(gone.getFirst().isAfter(START));
    assertTrue(loadBalancing.state(arn, "i-1").isEmpty());
    Instant from = time.now();
    loadBalancing.register(arn, "i-2", () -> false);
    loadBalancing.deregister(arn, "i-2", () -> gone.add(time.now()));
    time.run(from.plusSeconds(1), () -> false);
    assertEquals(from, gone.getLast());
  }

  @Test
  @DisplayName("takes a target that is draining back, and checks it as a new one")
  void registeredAgain() {
    begin(4);
    loadBalancing.registeredEarlier(arn, "i-1", () -> true);
    loadBalancing.deregister(arn, "i-1", () -> {});
    assertEquals(TargetHealthStateEnum.DRAINING, loadBalancing.state(arn, "i-1").orElseThrow());
    loadBalancing.register(arn, "i-1", () -> true);
    assertEquals(TargetHealthStateEnum.INITIAL, loadBalancing.state(arn, "i-1").orElseThrow());
    until(TargetHealthStateEnum.HEALTHY);
    time.run(time.now().plusSeconds(600), () -> false);
    assertEquals(TargetHealthStateEnum.HEALTHY, loadBalancing.state(arn, "i-1").orElseThrow());
  }

  @Test
  @DisplayName("answers its settings, unregistered targets as unused, and unknown ARNs by name")
  void settings() {
    begin(3);
    var client = loadBalancing.client();
    var described = client.describeTargetGroups(it -> it.names("web")).targetGroups().getFirst();
    assertEquals(30, described.healthCheckIntervalSeconds());
    assertEquals(5, described.healthyThresholdCount());
    assertEquals(
        "120",
        client
            .describeTargetGroupAttributes(it -> it.targetGroupArn(arn))
            .attributes()
            .getFirst()
            .value());
    assertEquals(
        TargetHealthStateEnum.UNUSED,
        client
            .describeTargetHealth(
                it -> it.targetGroupArn(arn).targets(TargetDescription.builder().id("i-9").build()))
            .targetHealthDescriptions()
            .getFirst()
            .targetHealth()
            .state());
    var unknown =
        assertThrows(
            TargetGroupNotFoundException.class,
            () -> client.describeTargetHealth(it -> it.targetGroupArn("arn:none")));
    assertEquals("TargetGroupNotFound", unknown.awsErrorDetails().errorCode());
  }
}
