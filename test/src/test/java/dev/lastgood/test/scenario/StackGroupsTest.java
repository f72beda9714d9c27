package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.simulator.loadbalancing.SimulatedLoadBalancing;
import dev.lastgood.simulator.loadbalancing.TargetGroupSettings;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

@DisplayName("The group that a stack owns")
class StackGroupsTest {
  private static final String LAUNCH = "Launch";
  private static final Duration LOST_FOR = Duration.ofMinutes(8);

  private final List<Instant> restoredAt = new ArrayList<>();
  private final List<Instant> verifiedAt = new ArrayList<>();
  private final List<Fleet> verified = new ArrayList<>();

  private static AutoScalingGroup group(SimulatedWorld world) {
    List<AutoScalingGroup> groups =
        world.autoScaling().client().describeAutoScalingGroups().autoScalingGroups();
    assertEquals(1, groups.size());
    return groups.getFirst();
  }

  /** An instance goes, and no other comes for a while; the alarms do not notice. */
  private void loseInstance(SimulatedWorld world) {
    AutoScalingClient client = world.autoScaling().client();
    AutoScalingGroup group = group(world);
    client.suspendProcesses(
        it -> it.autoScalingGroupName(group.autoScalingGroupName()).scalingProcesses(LAUNCH));
    client.terminateInstanceInAutoScalingGroup(
        it ->
            it.instanceId(group.instances().getFirst().instanceId())
                .shouldDecrementDesiredCapacity(false));
    restore(
        world,
        () ->
            client.resumeProcesses(
                it ->
                    it.autoScalingGroupName(group.autoScalingGroupName())
                        .scalingProcesses(LAUNCH)));
  }

  /** What was wrong for a while is put right. */
  private void restore(SimulatedWorld world, Runnable how) {
    world
        .time()
        .after(
            LOST_FOR,
            () -> {
              restoredAt.add(world.time().now());
              how.run();
            });
  }

  /** One of the instances is taken out of the load balancer for a while; the others serve. */
  private void takeOut(SimulatedWorld world) {
    SimulatedLoadBalancing loadBalancing = world.loadBalancing();
    AutoScalingGroup group = group(world);
    String instance = group.instances().getFirst().instanceId();
    String targetGroup = loadBalancing.createTargetGroup(TargetGroupSettings.usual("other"));
    world
        .autoScaling()
        .client()
        .attachLoadBalancerTargetGroups(
            it ->
                it.autoScalingGroupName(group.autoScalingGroupName()).targetGroupARNs(targetGroup));
    world
        .time()
        .after(
            // Attached, the group registers its instances first.
            Duration.ofSeconds(10),
            () -> loadBalancing.deregister(targetGroup, instance, () -> {}));
    restore(world, () -> loadBalancing.register(targetGroup, instance, () -> true));
  }

  private Staging recovered(Consumer<SimulatedWorld> trouble) {
    List<Fact.ActionEnded> ended = new ArrayList<>();
    Staging staging =
        Staging.of("group-owned-by-stack")
            .upon(
                Fact.ActionEnded.class,
                (world, fact) -> {
                  ended.add(fact);
                  if (ended.size() == 1) {
                    world.time().after(Duration.ZERO, () -> trouble.accept(world));
                  }
                })
            .upon(
                Fact.Verified.class,
                (world, _) -> {
                  verifiedAt.add(world.time().now());
                  verified.add(Fleet.of(group(world)));
                })
            .run(1);
    assertEquals(List.of(), staging.result().violations());
    assertEquals("RECOVERED", staging.result().outcome());
    assertEquals(1, restoredAt.size());
    assertTrue(verifiedAt.getFirst().isAfter(restoredAt.getFirst()));
    return staging;
  }

  @Test
  @DisplayName("has all its instances in service before its stack is called recovered")
  void instances() {
    Staging staging = recovered(this::loseInstance);
    assertEquals(verified.getFirst().desiredCapacity(), verified.getFirst().healthyInService());
    assertTrue(
        staging
            .facts(Fact.Verified.class)
            .flatMap(fact -> fact.evidence().stream())
            .anyMatch(it -> it.contains("of its group")));
  }

  @Test
  @DisplayName("has its instances found healthy by the load balancer, too")
  void loadBalancer() {
    recovered(this::takeOut);
  }
}
