package dev.lastgood.simulator.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.application.ApplicationBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;

/** See "How suspended processes affect other processes" in the user guide. */
@DisplayName("A suspended process")
class SuspendedProcessesTest {
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);
  private static final Duration HOURS_2 = Duration.ofHours(2);

  private final ComputeWorld world = new ComputeWorld(51);
  private final AutoScalingClient client = world.autoScaling.client();

  private void suspend(String process) {
    client.suspendProcesses(it -> it.autoScalingGroupName("web").scalingProcesses(process));
  }

  private void resume(String process) {
    client.resumeProcesses(it -> it.autoScalingGroupName("web").scalingProcesses(process));
  }

  private String first() {
    return world.group().instances().iterator().next().id();
  }

  private void declareUnhealthy(String id) {
    client.setInstanceHealth(
        it -> it.instanceId(id).healthStatus("Unhealthy").shouldRespectGracePeriod(false));
  }

  @Test
  @DisplayName("Launch: what is unhealthy goes, and is replaced only after it is resumed")
  void launch() {
    world.settled(3, it -> it);
    suspend("Launch");
    declareUnhealthy(first());
    world.runFor(HALF_HOUR);
    assertEquals(2, world.group().instances().size());
    resume("Launch");
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().servingCount() == 3));
  }

  @Test
  @DisplayName("Launch: nothing comes back from standby")
  void standby() {
    world.settled(3, it -> it);
    String id = first();
    client.enterStandby(
        it -> it.autoScalingGroupName("web").instanceIds(id).shouldDecrementDesiredCapacity(true));
    suspend("Launch");
    assertValidationError(
        () -> client.exitStandby(it -> it.autoScalingGroupName("web").instanceIds(id)));
    resume("Launch");
    client.exitStandby(it -> it.autoScalingGroupName("web").instanceIds(id));
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().servingCount() == 3));
  }

  @Test
  @DisplayName("Terminate: the unhealthy are found but stay, and go once it is resumed")
  void terminate() {
    world.settled(2, it -> it);
    String id = first();
    suspend("Terminate");
    declareUnhealthy(id);
    world.runFor(HALF_HOUR);
    assertFalse(world.group().instances().iterator().next().healthy());
    resume("Terminate");
    assertTrue(
        world.runUntil(HALF_HOUR, () -> world.group().servingCount() == 2 && !first().equals(id)));
  }

  @Test
  @DisplayName("Terminate: rebalancing still launches, up to a tenth above the maximum size")
  void terminateAndRebalance() {
    unbalanced();
    suspend("Terminate");
    client.updateAutoScalingGroup(it -> it.autoScalingGroupName("web").maxSize(6));
    world.ec2.limitCapacity("eu-west-1b", OptionalInt.empty());
    rebalancingIsDue();
    world.runFor(HOURS_2);
    assertEquals(7, world.group().instances().size(), "one above a maximum of six");
  }

  @Test
  @DisplayName("AZRebalance: zones stay uneven, until it is resumed")
  void azRebalance() {
    unbalanced();
    suspend("AZRebalance");
    world.ec2.limitCapacity("eu-west-1b", OptionalInt.empty());
    rebalancingIsDue();
    world.runFor(HOURS_2);
    assertEquals(6, Launches.activeIn(world.group(), "eu-west-1a"));
    resume("AZRebalance");
    assertTrue(
        world.runUntil(
            HOURS_2,
            () ->
                Launches.activeIn(world.group(), "eu-west-1b") >= 2
                    && world.group().instances().size() == 6));
  }

  /** Six instances in one zone and none in the other, which has no capacity. */
  private void unbalanced() {
    world.ec2.limitCapacity("eu-west-1b", OptionalInt.of(0));
    client.createAutoScalingGroup(world.request(6).build());
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().servingCount() == 6));
    // The zone that refused is avoided for a while.
    world.runFor(HALF_HOUR);
  }

  private void rebalancingIsDue() {
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(5));
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(6));
  }

  @Test
  @DisplayName("HealthCheck: nothing is found unhealthy, except what people declare so")
  void healthCheck() {
    world.settled(2, it -> it);
    suspend("HealthCheck");
    List<GroupInstance> before = List.copyOf(world.group().instances());
    world.applications.image("ami-good", ApplicationBehaviour.FAILS_HEALTH_CHECKS);
    world.runFor(HALF_HOUR);
    assertEquals(before, List.copyOf(world.group().instances()));
    world.applications.image("ami-good", ApplicationBehaviour.GOOD);
    declareUnhealthy(first());
    assertTrue(
        world.runUntil(HALF_HOUR, () -> !world.group().instances().contains(before.getFirst())));
  }

  @Test
  @DisplayName("ReplaceUnhealthy: the unhealthy are found and stay, until it is resumed")
  void replaceUnhealthy() {
    world.settled(2, it -> it);
    suspend("ReplaceUnhealthy");
    declareUnhealthy(first());
    world.runFor(HALF_HOUR);
    assertEquals(1, world.group().healthyCount());
    assertEquals(2, world.group().instances().size());
    resume("ReplaceUnhealthy");
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().healthyCount() == 2));
  }

  @Test
  @DisplayName("AddToLoadBalancer: what is launched meanwhile is never registered")
  void addToLoadBalancer() {
    world.settled(1, it -> it);
    suspend("AddToLoadBalancer");
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(2));
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().healthyCount() == 2));
    resume("AddToLoadBalancer");
    world.runFor(HALF_HOUR);
    assertEquals(1, world.group().servingCount());
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(3));
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().servingCount() == 2));
  }

  @Test
  @DisplayName("InstanceRefresh: a refresh pauses for however long, at no cost, and goes on")
  void instanceRefresh() {
    world.settled(4, it -> it);
    world.startRefresh("2", 50, 100);
    assertTrue(world.runUntil(HOURS_2, () -> world.runningVersion("2") >= 1));
    suspend("InstanceRefresh");
    world.runFor(Duration.ofHours(12));
    assertEquals(InstanceRefreshStatus.IN_PROGRESS, world.latestRefresh().status());
    assertTrue(world.runningVersion("1") > 0);
    resume("InstanceRefresh");
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(InstanceRefreshStatus.SUCCESSFUL, world.latestRefresh().status());
  }

  @Test
  @DisplayName("InstanceRefresh: one that was started meanwhile stays pending, until it is resumed")
  void pendingRefresh() {
    world.settled(2, it -> it);
    suspend("InstanceRefresh");
    world.startRefresh("2", 100, 200);
    int before = world.steps;
    world.runFor(HALF_HOUR);
    assertTrue(world.steps - before < 10, "it does not look again and again");
    assertEquals(InstanceRefreshStatus.PENDING, world.latestRefresh().status());
    resume("InstanceRefresh");
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(2, world.runningVersion("2"));
  }

  @Test
  @DisplayName("Launch or Terminate: a refresh replaces nothing, and fails after an hour")
  void blockedRefresh() {
    for (String process : List.of("Launch", "Terminate")) {
      ComputeWorld one = new ComputeWorld(52);
      one.settled(2, it -> it);
      one.autoScaling
          .client()
          .suspendProcesses(it -> it.autoScalingGroupName("web").scalingProcesses(process));
      one.startRefresh("2", 100, 200);
      assertTrue(one.runUntilRefreshIsOver(HOURS_2));
      assertEquals(InstanceRefreshStatus.FAILED, one.latestRefresh().status());
      assertEquals(2, one.runningVersion("1"));
    }
  }

  @Test
  @DisplayName("is one of nine, or refused")
  void names() {
    world.settled(1, it -> it);
    client.suspendProcesses(it -> it.autoScalingGroupName("web"));
    assertEquals(9, world.group().settings().suspendedProcesses().size());
    assertValidationError(() -> suspend("Everything"));
  }

  private static void assertValidationError(org.junit.jupiter.api.function.Executable call) {
    var refused = assertThrows(AutoScalingException.class, call);
    assertEquals("ValidationError", refused.awsErrorDetails().errorCode());
  }
}
