package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.config.HeldInstances;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.loadbalancing.TargetGroupSettings;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;

@DisplayName("A way back")
class WaysTest {
  private static final String GROUP = "web-production";
  private static final List<String> ZONES = List.of("eu-west-1a", "eu-west-1b", "eu-west-1c");

  private static Staging ended(String outcome, Staging staging) {
    assertEquals(List.of(), staging.result().violations());
    assertEquals(outcome, staging.result().outcome());
    return staging;
  }

  private static List<InstanceRefreshStatus> refreshes(Staging staging) {
    return staging
        .world()
        .autoScaling()
        .client()
        .describeInstanceRefreshes(request -> request.autoScalingGroupName(GROUP))
        .instanceRefreshes()
        .stream()
        .map(refresh -> refresh.status())
        .toList();
  }

  private static String closed(Staging staging) {
    return staging.facts(Fact.Closed.class).findFirst().orElseThrow().because();
  }

  @Test
  @DisplayName("from a reversible rollout is AWS's own rollback, and no refresh of ours")
  void rollBack() {
    Staging staging = ended("RECOVERED", Staging.of("rollout-in-progress").run(1));
    assertTrue(staging.ourChanges().contains("RollbackInstanceRefresh"));
    assertFalse(staging.ourChanges().contains("StartInstanceRefresh"));
    assertEquals(List.of(InstanceRefreshStatus.ROLLBACK_SUCCESSFUL), refreshes(staging));
  }

  @Test
  @DisplayName("from an irreversible rollout cancels it first, and refreshes what it has replaced")
  void cancel() {
    Staging staging = ended("RECOVERED", Staging.of("rollout-irreversible").run(1));
    List<String> changes = staging.ourChanges();
    assertTrue(
        changes.indexOf("CancelInstanceRefresh") < changes.indexOf("StartInstanceRefresh"),
        changes::toString);
    assertEquals(
        List.of(InstanceRefreshStatus.SUCCESSFUL, InstanceRefreshStatus.CANCELLED),
        refreshes(staging));
  }

  @Test
  @DisplayName("that AWS has taken already is awaited and proven, and nothing is changed or held")
  void awaited() {
    Staging staging = ended("NOT_NEEDED", Staging.of("provider-rolls-back").run(1));
    assertEquals(List.of(), staging.ourChanges());
    assertEquals(1, staging.facts(Fact.Verified.class).count());
    assertEquals(List.of(), staging.held());
  }

  @Test
  @DisplayName("that was planned for a rollout which ends meanwhile is planned anew")
  void stale() {
    Staging staging = Staging.of("rollout-in-progress");
    staging
        .upon(
            Fact.BackedUp.class,
            (world, _) ->
                // Somebody is faster: by the time of our call it is cancelled.
                world
                    .time()
                    .after(
                        Duration.ZERO,
                        () ->
                            world
                                .autoScaling()
                                .client()
                                .cancelInstanceRefresh(
                                    request ->
                                        request
                                            .autoScalingGroupName(GROUP)
                                            .waitForTransitioningInstances(false))))
        .run(1);
    ended("RECOVERED", staging);
    assertEquals(2, staging.facts(Fact.Planned.class).count());
    assertEquals(1, staging.facts(Fact.BackedUp.class).count(), "the undo point stays");
    assertFalse(staging.ourChanges().contains("RollbackInstanceRefresh"));
  }

  @Test
  @DisplayName("to a deleted version makes it again once, whatever becomes of the answer")
  void recreated() {
    for (FaultSettings faults : List.of(FaultSettings.NONE, FaultSettings.TYPICAL)) {
      Staging staging =
          ended("RECOVERED", Staging.of("template-version-deleted").faults(faults).run(2));
      assertEquals("3", staging.group().launchTemplate().version());
      assertEquals(
          List.of(2L, 3L),
          staging
              .world()
              .ec2()
              .client()
              .describeLaunchTemplateVersions(
                  request ->
                      request.launchTemplateId(staging.group().launchTemplate().launchTemplateId()))
              .launchTemplateVersions()
              .stream()
              .map(version -> version.versionNumber())
              .sorted()
              .toList());
    }
  }

  @Test
  @DisplayName("of an unhealthy fleet updates the group before it terminates anything")
  void unhealthy() {
    Staging staging = ended("RECOVERED", Staging.of("fleet-already-unhealthy").run(1));
    List<String> done = staging.facts(Fact.Intent.class).map(Fact.Intent::says).toList();
    int update = first(done, "Launch from version 1 of ");
    assertTrue(update >= 0 && update < first(done, "Terminate the unhealthy"), done::toString);
    assertEquals("1", staging.group().launchTemplate().version());
  }

  private static int first(List<String> sentences, String beginning) {
    return IntStream.range(0, sentences.size())
        .filter(index -> sentences.get(index).startsWith(beginning))
        .findFirst()
        .orElse(-1);
  }

  @Test
  @DisplayName("replaces protected instances where the target's policy says so")
  void protectedToo() {
    Staging staging =
        ended(
            "RECOVERED",
            Staging.of("protected-instances").heldInstances(HeldInstances.REPLACE).run(1));
    assertTrue(staging.ourChanges().contains("StartInstanceRefresh"));
  }

  private static void noCapacity(SimulatedWorld world) {
    ZONES.forEach(zone -> world.ec2().limitCapacity(zone, OptionalInt.of(0)));
  }

  @Test
  @DisplayName("that turns out to be hopeless is given up early, with what AWS says; none is mixed")
  void hopeless() {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE);
    staging.upon(Fact.BackedUp.class, (world, _) -> noCapacity(world)).run(1);
    ended("ESCALATED", staging);
    assertTrue(
        closed(staging).contains("No instance can be launched. AWS says: "), closed(staging));
    assertTrue(staging.result().recoverySeconds() < 300, "long before the deadline");
    assertEquals(InstanceRefreshStatus.CANCELLED, refreshes(staging).getFirst());
    assertEquals(10, staging.world().autoScaling().group(GROUP).orElseThrow().healthyCount());
  }

  @Test
  @DisplayName("is not gone on with where somebody publishes a third version meanwhile")
  void foreign() {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE);
    staging
        .upon(
            Fact.BackedUp.class,
            (world, _) ->
                world
                    .time()
                    .after(
                        Duration.ZERO,
                        () ->
                            world
                                .ec2()
                                .client()
                                .createLaunchTemplateVersion(
                                    request ->
                                        request
                                            .launchTemplateId(
                                                staging.group().launchTemplate().launchTemplateId())
                                            .sourceVersion("1")
                                            .launchTemplateData(
                                                data -> data.instanceType("m6g.large")))))
        .run(1);
    ended("ESCALATED", staging);
    assertTrue(closed(staging).contains("Somebody has changed launchTemplate"), closed(staging));
    assertEquals(1, staging.facts(Fact.ForeignChange.class).count());
    assertEquals(List.of(), staging.ourChanges());
  }

  @Test
  @DisplayName("that is hopeless is given up although nothing else may be changed any more")
  void hopelessAndStopped() {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE);
    staging
        .upon(Fact.BackedUp.class, (world, _) -> noCapacity(world))
        .upon(
            Fact.Result.class,
            (_, result) -> {
              if (result.details().containsKey("instanceRefreshId")) {
                staging.control("stop", "because", "An audit.");
              }
            })
        .run(1);
    ended("ESCALATED", staging);
    assertEquals(InstanceRefreshStatus.CANCELLED, refreshes(staging).getFirst());
  }

  @Test
  @DisplayName("of settings does not stand in the way of instances that are bad themselves")
  void bothBroken() {
    Staging staging = Staging.of("fleet-already-unhealthy");
    staging
        .upon(
            Fact.Opened.class,
            (world, _) ->
                world.time().after(Duration.ZERO, () -> swapTargetGroup(world, staging.group())))
        .run(1);
    ended("RECOVERED", staging);
    assertTrue(staging.ourChanges().contains("DetachLoadBalancerTargetGroups"));
    assertEquals(1, staging.group().targetGroupARNs().size());
  }

  private static void swapTargetGroup(SimulatedWorld world, AutoScalingGroup group) {
    String other = world.loadBalancing().createTargetGroup(TargetGroupSettings.usual("other"));
    world
        .autoScaling()
        .client()
        .attachLoadBalancerTargetGroups(
            request -> request.autoScalingGroupName(GROUP).targetGroupARNs(other));
    world
        .autoScaling()
        .client()
        .detachLoadBalancerTargetGroups(
            request ->
                request
                    .autoScalingGroupName(GROUP)
                    .targetGroupARNs(group.targetGroupARNs().getFirst()));
  }

  @Test
  @DisplayName("does not take instances on standby for such as have just started")
  void standby() {
    Staging staging = Staging.of("rollout-irreversible");
    staging
        .before(
            world ->
                world
                    .autoScaling()
                    .client()
                    .enterStandby(
                        request ->
                            request
                                .autoScalingGroupName(GROUP)
                                .instanceIds(
                                    world
                                        .autoScaling()
                                        .group(GROUP)
                                        .orElseThrow()
                                        .instances()
                                        .iterator()
                                        .next()
                                        .id())
                                .shouldDecrementDesiredCapacity(true)))
        .run(1);
    assertTrue(
        staging
            .facts(Fact.Intent.class)
            .noneMatch(intent -> intent.says().startsWith("Raise the desired")));
    assertTrue(staging.ourChanges().contains("CancelInstanceRefresh"));
  }

  @Test
  @DisplayName("takes no target group away before the one in its place serves")
  void noGap() {
    Staging staging = ended("UNDONE", Staging.of("settings-made-worse").run(1));
    List<String> operations = staging.facts(Fact.Intent.class).map(Fact.Intent::says).toList();
    assertTrue(
        operations.stream().noneMatch(says -> says.startsWith("Detach") && says.contains("moved")),
        operations::toString);
    assertEquals(10, staging.world().autoScaling().group(GROUP).orElseThrow().servingCount());
  }

  @Test
  @DisplayName("behind a point that is itself bad is ready for a person, and is not taken")
  void readyPlan() {
    Staging staging = ended("ESCALATED", Staging.of("slow-burn").run(1));
    assertTrue(closed(staging).contains("A plan to the one before it is ready"), closed(staging));
    assertTrue(closed(staging).contains("from version 2 to version 1 of "), closed(staging));
    assertEquals(
        Set.of("web"),
        staging.facts(Fact.Planned.class).findFirst().orElseThrow().changes().keySet());
    assertEquals(List.of(), staging.ourChanges());
  }
}
