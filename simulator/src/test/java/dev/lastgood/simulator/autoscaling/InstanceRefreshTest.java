package dev.lastgood.simulator.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.application.ApplicationBehaviour;
import dev.lastgood.simulator.cloudwatch.MetricId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.ActiveInstanceRefreshNotFoundException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshInProgressException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.IrreversibleInstanceRefreshException;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.ScaleInProtectedInstances;
import software.amazon.awssdk.services.autoscaling.model.StandbyInstances;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

@DisplayName("An instance refresh")
class InstanceRefreshTest {
  private static final Duration HOURS_2 = Duration.ofHours(2);

  /** The fewest that served and the most that were pending or in service. */
  private static final class Bounds implements GroupListener {
    private int servingMin = Integer.MAX_VALUE;
    private int activeMax;

    @Override
    public void instanceChanged(Group group, GroupInstance instance) {
      servingMin = Math.min(servingMin, group.servingCount());
      activeMax = Math.max(activeMax, group.activeCount());
      for (GroupInstance each : group.instances()) {
        assertEquals(each.servesNow(), each.serving(), "what is remembered is the truth");
      }
    }
  }

  private static Bounds refreshed(long seed, int size, int minHealthy, int maxHealthy) {
    ComputeWorld world = new ComputeWorld(seed);
    world.settled(size, it -> it);
    Bounds bounds = new Bounds();
    world.autoScaling.listen(bounds);
    world.startRefresh("2", minHealthy, maxHealthy);
    assertTrue(world.runUntilRefreshIsOver(Duration.ofHours(12)), "it must end");
    assertEquals(InstanceRefreshStatus.SUCCESSFUL, world.latestRefresh().status());
    assertEquals(size, world.runningVersion("2"));
    assertEquals(size, world.group().activeCount());
    return bounds;
  }

  @Test
  @DisplayName("at 100/200 launches all replacements first and loses no capacity, on any seed")
  void doubling() {
    for (long seed = 0; seed < 200; seed++) {
      Bounds bounds = refreshed(seed, 5, 100, 200);
      assertEquals(5, bounds.servingMin, "seed " + seed);
      assertEquals(10, bounds.activeMax, "seed " + seed);
    }
  }

  @Test
  @DisplayName("at 90/100 replaces a tenth at a time and never exceeds the desired capacity")
  void tenth() {
    for (long seed = 0; seed < 50; seed++) {
      Bounds bounds = refreshed(seed, 10, 90, 100);
      assertEquals(9, bounds.servingMin, "seed " + seed);
      assertEquals(10, bounds.activeMax, "seed " + seed);
    }
  }

  @Test
  @DisplayName("at 100/100 replaces one at a time, launching first")
  void oneByOne() {
    for (long seed = 0; seed < 50; seed++) {
      Bounds bounds = refreshed(seed, 4, 100, 100);
      assertEquals(4, bounds.servingMin, "seed " + seed);
      assertEquals(5, bounds.activeMax, "seed " + seed);
    }
  }

  @Test
  @DisplayName("at 0/100 replaces everything at once; a single instance may always go")
  void allAtOnce() {
    assertEquals(0, refreshed(7, 4, 0, 100).servingMin);
    assertEquals(0, refreshed(7, 1, 90, 100).servingMin);
  }

  @Test
  @DisplayName("changes the group's own settings only when it succeeds")
  void settingsOnSuccess() {
    ComputeWorld world = new ComputeWorld(1);
    world.settled(3, it -> it);
    world.startRefresh("2", 100, 200);
    assertTrue(world.runUntil(HOURS_2, () -> world.runningVersion("2") == 3));
    assertEquals("1", world.group().settings().launchTemplate().version());
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals("2", world.group().settings().launchTemplate().version());
    assertEquals(100, world.latestRefresh().percentageComplete());
    assertEquals(0, world.latestRefresh().instancesToUpdate());
    assertTrue(world.eventTypes().contains("EC2 Auto Scaling Instance Refresh Succeeded"));
  }

  @Test
  @DisplayName("launches what a scale-out asks for from the desired configuration")
  void scaleOut() {
    ComputeWorld world = new ComputeWorld(2);
    world.settled(3, it -> it);
    world.startRefresh("2", 100, 100);
    world.runFor(Duration.ofMinutes(2));
    world
        .autoScaling
        .client()
        .setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(5));
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(5, world.runningVersion("2"));
    assertEquals(0, world.runningVersion("1"));
  }

  @Test
  @DisplayName("refuses a second one, a change of the template, and attaching target groups")
  void conflicts() {
    ComputeWorld world = new ComputeWorld(3);
    world.settled(2, it -> it);
    world.startRefresh("2", 100, 200);
    var second =
        assertThrows(
            InstanceRefreshInProgressException.class, () -> world.startRefresh("2", 100, 200));
    assertEquals("InstanceRefreshInProgress", second.awsErrorDetails().errorCode());
    var update =
        assertThrows(
            AutoScalingException.class,
            () ->
                world
                    .autoScaling
                    .client()
                    .updateAutoScalingGroup(
                        it ->
                            it.autoScalingGroupName("web")
                                .launchTemplate(
                                    template ->
                                        template.launchTemplateId(world.templateId).version("1"))));
    assertEquals("ValidationError", update.awsErrorDetails().errorCode());
    assertEquals(400, update.statusCode());
    assertTrue(update.getMessage().startsWith("An active instance refresh with a desired"));
    assertThrows(
        InstanceRefreshInProgressException.class,
        () ->
            world
                .autoScaling
                .client()
                .attachLoadBalancerTargetGroups(
                    it -> it.autoScalingGroupName("web").targetGroupARNs(world.targetGroupArn)));
    world
        .autoScaling
        .client()
        .updateAutoScalingGroup(it -> it.autoScalingGroupName("web").minSize(1));
    assertEquals(1, world.group().settings().minSize());
  }

  @Test
  @DisplayName("is cancelled once what comes or goes has done so, and what was changed stays")
  void cancelled() {
    ComputeWorld world = new ComputeWorld(4);
    world.settled(6, it -> it);
    world.startRefresh("2", 50, 100);
    assertTrue(world.runUntil(HOURS_2, () -> world.runningVersion("2") >= 2));
    world.autoScaling.client().cancelInstanceRefresh(it -> it.autoScalingGroupName("web"));
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(InstanceRefreshStatus.CANCELLED, world.latestRefresh().status());
    world.runFor(HOURS_2);
    assertEquals("1", world.group().settings().launchTemplate().version());
    assertTrue(world.runningVersion("1") > 0 && world.runningVersion("2") > 0);
    assertEquals(6, world.group().servingCount());
    assertThrows(
        ActiveInstanceRefreshNotFoundException.class,
        () ->
            world.autoScaling.client().cancelInstanceRefresh(it -> it.autoScalingGroupName("web")));
  }

  @Test
  @DisplayName("is rolled back while it is in progress, and only with a numbered configuration")
  void rolledBack() {
    ComputeWorld world = new ComputeWorld(5);
    world.settled(4, it -> it);
    var client = world.autoScaling.client();
    assertThrows(
        ActiveInstanceRefreshNotFoundException.class,
        () -> client.rollbackInstanceRefresh(it -> it.autoScalingGroupName("web")));
    client.startInstanceRefresh(it -> it.autoScalingGroupName("web"));
    assertThrows(
        IrreversibleInstanceRefreshException.class,
        () -> client.rollbackInstanceRefresh(it -> it.autoScalingGroupName("web")));
    client.cancelInstanceRefresh(
        it -> it.autoScalingGroupName("web").waitForTransitioningInstances(false));
    assertTrue(world.group().activeRefresh().isEmpty());

    world.startRefresh("2", 50, 100);
    assertTrue(world.runUntil(HOURS_2, () -> world.runningVersion("2") >= 2));
    InstanceRefresh before = world.latestRefresh();
    client.rollbackInstanceRefresh(it -> it.autoScalingGroupName("web"));
    assertEquals(InstanceRefreshStatus.ROLLBACK_IN_PROGRESS, world.latestRefresh().status());
    assertEquals(before.percentageComplete(), world.latestRefresh().percentageComplete());
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    InstanceRefresh after = world.latestRefresh();
    assertEquals(0, after.percentageComplete(), "it goes back down to zero");
    assertEquals(before.instancesToUpdate(), after.instancesToUpdate());
    assertEquals(
        before.percentageComplete(), after.rollbackDetails().percentageCompleteOnRollback());
    assertEquals(before.instancesToUpdate(), after.rollbackDetails().instancesToUpdateOnRollback());
    assertEquals(InstanceRefreshStatus.ROLLBACK_SUCCESSFUL, world.latestRefresh().status());
    assertEquals(4, world.runningVersion("1"));
    assertEquals("1", world.group().settings().launchTemplate().version());
  }

  @Test
  @DisplayName("that cannot launch fails after an hour, and the activities say why")
  void blocked() {
    ComputeWorld world = new ComputeWorld(6);
    world.settled(2, it -> it);
    world.startRefresh("2", 100, 200);
    world.ec2.deregisterImage("ami-bad");
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(InstanceRefreshStatus.FAILED, world.latestRefresh().status());
    assertEquals(ComputeWorld.START.plusSeconds(3600), world.latestRefresh().endTime());
    assertFalse(world.latestRefresh().statusReason().contains("ami-bad"));
    var activity =
        world
            .autoScaling
            .client()
            .describeScalingActivities(it -> it.autoScalingGroupName("web"))
            .activities()
            .getFirst();
    assertEquals("Failed", activity.statusCodeAsString());
    assertEquals(
        "The image id '[ami-bad]' does not exist. Launching EC2 instance failed.",
        activity.statusMessage());
    assertTrue(world.eventTypes().contains("EC2 Instance Launch Unsuccessful"));
    assertEquals(2, world.group().servingCount());
  }

  @Test
  @DisplayName("whose replacements never pass their health checks makes no progress either")
  void neverHealthy() {
    ComputeWorld world = new ComputeWorld(8);
    world.applications.image("ami-bad", ApplicationBehaviour.FAILS_HEALTH_CHECKS);
    world.settled(2, it -> it);
    world.startRefresh("2", 100, 200);
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(InstanceRefreshStatus.FAILED, world.latestRefresh().status());
    world.runFor(HOURS_2);
    assertEquals(2, world.runningVersion("1"));
  }

  @Test
  @DisplayName("turns around by itself when one of its alarms goes off")
  void alarm() {
    ComputeWorld world = new ComputeWorld(9);
    world.applications.image("ami-bad", ApplicationBehaviour.FAILS_REQUESTS);
    world.settled(4, it -> it);
    MetricId metric = new MetricId("Web", "Errors", Map.of());
    new GroupMetrics(world.autoScaling, world.cloudWatch).errorPercentage("web", metric);
    world
        .cloudWatch
        .client()
        .putMetricAlarm(
            it ->
                it.alarmName("errors")
                    .namespace("Web")
                    .metricName("Errors")
                    .statistic(Statistic.AVERAGE)
                    .period(60)
                    .evaluationPeriods(1)
                    .threshold(5.0)
                    .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
    world.cloudWatch.settle(ComputeWorld.START);
    world.startRefresh(
        "2",
        it ->
            it.minHealthyPercentage(75)
                .maxHealthyPercentage(100)
                .instanceWarmup(60)
                .autoRollback(true)
                .alarmSpecification(alarms -> alarms.alarms("errors")));
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(InstanceRefreshStatus.ROLLBACK_SUCCESSFUL, world.latestRefresh().status());
    assertTrue(world.latestRefresh().rollbackDetails().rollbackReason().contains("errors"));
    assertEquals(4, world.runningVersion("1"));
    assertTrue(
        world
            .eventTypes()
            .containsAll(
                List.of(
                    "EC2 Auto Scaling Instance Refresh Started",
                    "EC2 Auto Scaling Instance Refresh Rollback Started",
                    "EC2 Auto Scaling Instance Refresh Rollback Succeeded")));
  }

  @Test
  @DisplayName("waits at a checkpoint, bakes at the end, and skips what matches")
  void checkpointsAndBaking() {
    ComputeWorld world = new ComputeWorld(10);
    world.settled(4, it -> it);
    world.startRefresh(
        "2",
        it ->
            it.minHealthyPercentage(50)
                .maxHealthyPercentage(100)
                .instanceWarmup(0)
                .checkpointPercentages(50, 100)
                .checkpointDelay(1800)
                .bakeTime(900));
    assertTrue(
        world.runUntil(
            HOURS_2,
            () ->
                world
                    .eventTypes()
                    .contains("EC2 Auto Scaling Instance Refresh Checkpoint Reached")));
    assertEquals(50, world.latestRefresh().percentageComplete());
    world.runFor(Duration.ofMinutes(29));
    assertEquals(50, world.latestRefresh().percentageComplete());
    assertTrue(
        world.runUntil(
            HOURS_2, () -> world.latestRefresh().status() == InstanceRefreshStatus.BAKING));
    assertEquals("1", world.group().settings().launchTemplate().version());
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals("2", world.group().settings().launchTemplate().version());

    int launched = world.eventTypes().size();
    world.startRefresh("2", it -> it.skipMatching(true));
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(InstanceRefreshStatus.SUCCESSFUL, world.latestRefresh().status());
    assertEquals(launched + 2, world.eventTypes().size(), "started and succeeded, nothing else");
  }

  @Test
  @DisplayName("waits for protected instances by default, and fails; or replaces, or ignores them")
  void protectedInstances() {
    assertEquals(
        InstanceRefreshStatus.FAILED, protectedRefresh(ScaleInProtectedInstances.WAIT, "1"));
    assertEquals(
        InstanceRefreshStatus.SUCCESSFUL, protectedRefresh(ScaleInProtectedInstances.REFRESH, "2"));
    assertEquals(
        InstanceRefreshStatus.SUCCESSFUL, protectedRefresh(ScaleInProtectedInstances.IGNORE, "1"));
  }

  private static InstanceRefreshStatus protectedRefresh(
      ScaleInProtectedInstances rule, String versionOfProtected) {
    ComputeWorld world = new ComputeWorld(11);
    world.settled(3, it -> it);
    String id = world.group().instances().iterator().next().id();
    world
        .autoScaling
        .client()
        .setInstanceProtection(
            it -> it.autoScalingGroupName("web").instanceIds(id).protectedFromScaleIn(true));
    world.startRefresh(
        "2",
        it ->
            it.minHealthyPercentage(100)
                .maxHealthyPercentage(200)
                .instanceWarmup(0)
                .scaleInProtectedInstances(rule));
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(
        versionOfProtected.equals("1"),
        world.group().instances().stream().anyMatch(it -> it.id().equals(id)));
    return world.latestRefresh().status();
  }

  @Test
  @DisplayName("terminates instances on standby only where it was told to, or fails waiting")
  void standbyInstances() {
    for (StandbyInstances rule :
        List.of(StandbyInstances.TERMINATE, StandbyInstances.IGNORE, StandbyInstances.WAIT)) {
      ComputeWorld world = new ComputeWorld(14);
      world.settled(3, it -> it);
      String id = world.group().instances().iterator().next().id();
      world
          .autoScaling
          .client()
          .enterStandby(
              it ->
                  it.autoScalingGroupName("web")
                      .instanceIds(id)
                      .shouldDecrementDesiredCapacity(true));
      world.startRefresh(
          "2",
          it ->
              it.minHealthyPercentage(100)
                  .maxHealthyPercentage(200)
                  .instanceWarmup(0)
                  .standbyInstances(rule));
      assertTrue(world.runUntilRefreshIsOver(HOURS_2));
      assertEquals(
          rule == StandbyInstances.WAIT
              ? InstanceRefreshStatus.FAILED
              : InstanceRefreshStatus.SUCCESSFUL,
          world.latestRefresh().status());
      assertEquals(
          rule != StandbyInstances.TERMINATE,
          world.group().instances().stream().anyMatch(it -> it.id().equals(id)));
    }
  }

  @Test
  @DisplayName("says which protected instances it waits for, while it waits and when it fails")
  void waitingReason() {
    ComputeWorld world = new ComputeWorld(15);
    world.settled(2, it -> it);
    String id = world.group().instances().iterator().next().id();
    var client = world.autoScaling.client();
    client.setInstanceProtection(
        it -> it.autoScalingGroupName("web").instanceIds(id).protectedFromScaleIn(true));
    world.startRefresh("2", 100, 200);
    world.runFor(Duration.ofMinutes(20));
    assertEquals(InstanceRefreshStatus.IN_PROGRESS, world.latestRefresh().status());
    assertTrue(world.latestRefresh().statusReason().contains(id));
    assertEquals(50, world.latestRefresh().percentageComplete());
    assertEquals(1, world.latestRefresh().instancesToUpdate());
    client.setInstanceProtection(
        it -> it.autoScalingGroupName("web").instanceIds(id).protectedFromScaleIn(false));
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(InstanceRefreshStatus.SUCCESSFUL, world.latestRefresh().status());
    List<String> many = Collections.nCopies(51, world.group().instances().iterator().next().id());
    assertValidationError(
        () ->
            client.setInstanceProtection(
                it -> it.autoScalingGroupName("web").instanceIds(many).protectedFromScaleIn(true)));
  }

  @Test
  @DisplayName("whose last checkpoint is below 100 ends there, and its configuration is taken over")
  void lastCheckpoint() {
    ComputeWorld world = new ComputeWorld(16);
    world.settled(4, it -> it);
    world.startRefresh(
        "2",
        it ->
            it.minHealthyPercentage(100)
                .maxHealthyPercentage(200)
                .instanceWarmup(0)
                .checkpointPercentages(50)
                .checkpointDelay(600));
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(InstanceRefreshStatus.SUCCESSFUL, world.latestRefresh().status());
    assertEquals(50, world.latestRefresh().percentageComplete());
    assertEquals(2, world.latestRefresh().instancesToUpdate());
    assertEquals(2, world.runningVersion("2"));
    assertEquals("2", world.group().settings().launchTemplate().version());
  }

  @Test
  @DisplayName("cannot be rolled back where the group's image is a Systems Manager parameter")
  void imageParameter() {
    ComputeWorld world = new ComputeWorld(17);
    world.ec2.imageParameter("/web/image", "ami-good");
    world
        .ec2
        .client()
        .createLaunchTemplateVersion(
            it ->
                it.launchTemplateId(world.templateId)
                    .sourceVersion("1")
                    .launchTemplateData(data -> data.imageId("resolve:ssm:/web/image")));
    world.settled(
        2, it -> it.launchTemplate(t -> t.launchTemplateId(world.templateId).version("3")));
    assertValidationError(() -> world.startRefresh("2", it -> it.autoRollback(true)));
    world.startRefresh("2", 100, 200);
    assertThrows(
        IrreversibleInstanceRefreshException.class,
        () ->
            world
                .autoScaling
                .client()
                .rollbackInstanceRefresh(it -> it.autoScalingGroupName("web")));
  }

  @Test
  @DisplayName("rolls back when an alarm goes off while it bakes, and not any more after that")
  void alarmWhileBaking() {
    for (boolean baking : List.of(true, false)) {
      ComputeWorld world = new ComputeWorld(24);
      world.settled(2, it -> it);
      putAlarm(world, "notBreaching");
      world.startRefresh(
          "2",
          it ->
              it.minHealthyPercentage(100)
                  .maxHealthyPercentage(200)
                  .instanceWarmup(0)
                  .autoRollback(true)
                  .alarmSpecification(alarms -> alarms.alarms("errors"))
                  .bakeTime(1800));
      assertTrue(
          world.runUntil(
              HOURS_2, () -> world.latestRefresh().status() == InstanceRefreshStatus.BAKING));
      world.runFor(Duration.ofMinutes(baking ? 20 : 31));
      putAlarm(world, "breaching");
      world.runFor(HOURS_2);
      assertEquals(
          baking ? InstanceRefreshStatus.ROLLBACK_SUCCESSFUL : InstanceRefreshStatus.SUCCESSFUL,
          world.latestRefresh().status());
      assertEquals(2, world.runningVersion(baking ? "1" : "2"));
    }
  }

  private static void putAlarm(ComputeWorld world, String missingData) {
    world
        .cloudWatch
        .client()
        .putMetricAlarm(
            it ->
                it.alarmName("errors")
                    .namespace("Web")
                    .metricName("Errors")
                    .statistic(Statistic.SUM)
                    .period(60)
                    .evaluationPeriods(1)
                    .threshold(1.0)
                    .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                    .treatMissingData(missingData));
  }

  @Test
  @DisplayName("is cancelled while it bakes, and its configuration is not taken over")
  void cancelledWhileBaking() {
    ComputeWorld world = new ComputeWorld(18);
    world.settled(2, it -> it);
    world.startRefresh(
        "2",
        it ->
            it.minHealthyPercentage(100)
                .maxHealthyPercentage(200)
                .instanceWarmup(0)
                .bakeTime(3600));
    assertTrue(
        world.runUntil(
            HOURS_2, () -> world.latestRefresh().status() == InstanceRefreshStatus.BAKING));
    assertTrue(world.eventTypes().contains("EC2 Auto Scaling Instance Refresh Started Baking"));
    world.autoScaling.client().cancelInstanceRefresh(it -> it.autoScalingGroupName("web"));
    assertEquals(InstanceRefreshStatus.CANCELLED, world.latestRefresh().status());
    world.runFor(HOURS_2);
    assertEquals("1", world.group().settings().launchTemplate().version());
    assertEquals(2, world.runningVersion("2"));
    assertTrue(world.eventTypes().contains("EC2 Auto Scaling Instance Refresh Cancelled"));
  }

  @Test
  @DisplayName("warms up for its own time, else the group's default, else the grace period")
  void warmup() {
    ComputeWorld world = new ComputeWorld(19);
    world.settled(1, it -> it.defaultInstanceWarmup(40).healthCheckGracePeriod(70));
    var client = world.autoScaling.client();
    assertEquals(20, warmup(world, it -> it.instanceWarmup(20)));
    assertEquals(40, warmup(world, it -> it));
    client.updateAutoScalingGroup(it -> it.autoScalingGroupName("web").defaultInstanceWarmup(-1));
    assertEquals(70, warmup(world, it -> it));
  }

  private static int warmup(ComputeWorld world, UnaryOperator<RefreshPreferences.Builder> with) {
    world.startRefresh("2", with);
    int seconds = world.latestRefresh().preferences().instanceWarmup();
    world
        .autoScaling
        .client()
        .cancelInstanceRefresh(
            it -> it.autoScalingGroupName("web").waitForTransitioningInstances(false));
    return seconds;
  }

  @Test
  @DisplayName("on a fleet that is unhealthy already proceeds, or blocks, as chosen")
  void unhealthyFleet() {
    for (UnhealthyFleet rule : UnhealthyFleet.values()) {
      ComputeWorld world = new ComputeWorld(12);
      world.autoScaling.unhealthyFleet(rule);
      world.settled(
          3, it -> it.launchTemplate(t -> t.launchTemplateId(world.templateId).version("2")));
      world
          .autoScaling
          .client()
          .suspendProcesses(
              it -> it.autoScalingGroupName("web").scalingProcesses("ReplaceUnhealthy"));
      world.applications.image("ami-bad", ApplicationBehaviour.FAILS_HEALTH_CHECKS);
      world.runFor(Duration.ofMinutes(10));
      assertEquals(0, world.group().servingCount());
      world.startRefresh("1", 100, 200);
      assertTrue(world.runUntilRefreshIsOver(HOURS_2));
      assertEquals(
          rule == UnhealthyFleet.PROCEEDS
              ? InstanceRefreshStatus.SUCCESSFUL
              : InstanceRefreshStatus.FAILED,
          world.latestRefresh().status());
    }
  }

  @Test
  @DisplayName("refuses preferences that contradict the API Reference")
  void preferences() {
    ComputeWorld world = new ComputeWorld(13);
    world.settled(2, it -> it);
    assertValidationError(() -> world.startRefresh("2", 101, 200));
    assertValidationError(() -> world.startRefresh("2", 50, 200));
    assertValidationError(() -> world.startRefresh("2", 50, 99));
    assertValidationError(() -> world.startRefresh("2", it -> it.maxHealthyPercentage(150)));
    assertValidationError(() -> world.startRefresh("2", it -> it.bakeTime(172_801)));
    assertValidationError(() -> world.startRefresh("2", it -> it.checkpointDelay(5)));
    assertValidationError(() -> world.startRefresh("2", it -> it.checkpointPercentages(50, 20)));
    assertValidationError(() -> world.startRefresh("$Latest", it -> it.autoRollback(true)));
    assertValidationError(() -> world.startRefresh("9", it -> it));
    assertValidationError(
        () ->
            world.startRefresh("2", it -> it.alarmSpecification(alarms -> alarms.alarms("none"))));
    assertTrue(world.group().activeRefresh().isEmpty());
  }

  private static void assertValidationError(org.junit.jupiter.api.function.Executable call) {
    var refused = assertThrows(AutoScalingException.class, call);
    assertEquals("ValidationError", refused.awsErrorDetails().errorCode());
  }
}
