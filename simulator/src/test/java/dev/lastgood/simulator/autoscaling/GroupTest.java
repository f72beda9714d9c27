package dev.lastgood.simulator.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.application.ApplicationBehaviour;
import dev.lastgood.simulator.kernel.StrandResult;
import dev.lastgood.simulator.loadbalancing.TargetGroupSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AlreadyExistsException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ResourceContentionException;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityInProgressException;
import software.amazon.awssdk.services.autoscaling.model.Tag;

@DisplayName("An Auto Scaling group")
class GroupTest {
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);

  private final ComputeWorld world = new ComputeWorld(42);
  private final AutoScalingClient client = world.autoScaling.client();

  @Test
  @DisplayName("launches to its desired capacity, evenly over its zones")
  void launches() {
    client.createAutoScalingGroup(world.request(4).build());
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().servingCount() == 4));
    assertEquals(2, Launches.activeIn(world.group(), "eu-west-1a"));
    assertEquals(2, Launches.activeIn(world.group(), "eu-west-1b"));
    AutoScalingGroup described = client.describeAutoScalingGroups().autoScalingGroups().getFirst();
    assertEquals(4, described.instances().size());
    assertEquals("1", described.instances().getFirst().launchTemplate().version());
    assertEquals(List.of("eu-west-1a", "eu-west-1b"), described.availabilityZones());
    assertEquals(
        4, world.eventTypes().stream().filter("EC2 Instance Launch Successful"::equals).count());
    assertThrows(
        AlreadyExistsException.class,
        () -> client.createAutoScalingGroup(world.request(4).build()));
  }

  @Test
  @DisplayName("at rest, costs nothing however long it rests")
  void idle() {
    world.settled(10, it -> it);
    world.runFor(Duration.ofDays(30));
    assertEquals(1, world.steps, "nothing but the look at the empty queue");
    assertEquals(10, world.group().servingCount());
    assertEquals(0, world.group().errorShare());
  }

  @Test
  @DisplayName("keeps what an update omits, clears what it clears, and holds its sizes together")
  void update() {
    world.settled(3, it -> it.defaultInstanceWarmup(60).placementGroup("near"));
    AutoScalingGroup before = world.group().settings();
    client.updateAutoScalingGroup(it -> it.autoScalingGroupName("web").healthCheckGracePeriod(20));
    assertEquals(before.toBuilder().healthCheckGracePeriod(20).build(), world.group().settings());
    client.updateAutoScalingGroup(
        it -> it.autoScalingGroupName("web").defaultInstanceWarmup(-1).placementGroup(""));
    assertNull(world.group().settings().defaultInstanceWarmup());
    assertNull(world.group().settings().placementGroup());

    client.updateAutoScalingGroup(it -> it.autoScalingGroupName("web").minSize(5));
    assertEquals(5, world.group().settings().desiredCapacity());
    client.updateAutoScalingGroup(it -> it.autoScalingGroupName("web").minSize(0).maxSize(2));
    assertEquals(2, world.group().settings().desiredCapacity());
    assertValidationError(
        () ->
            client.updateAutoScalingGroup(it -> it.autoScalingGroupName("web").desiredCapacity(3)));
    assertValidationError(
        () ->
            client.updateAutoScalingGroup(
                it ->
                    it.autoScalingGroupName("web")
                        .launchTemplate(t -> t.launchTemplateId(world.templateId).version("7"))));
    assertValidationError(
        () -> client.updateAutoScalingGroup(it -> it.autoScalingGroupName("none").minSize(1)));
  }

  @Test
  @DisplayName("resolves $Latest when it launches, and remembers the number")
  void latest() {
    world.settled(
        1, it -> it.launchTemplate(t -> t.launchTemplateId(world.templateId).version("$Latest")));
    assertEquals(
        "2", world.group().instances().iterator().next().template().orElseThrow().version());
    world
        .ec2
        .client()
        .createLaunchTemplateVersion(
            it ->
                it.launchTemplateId(world.templateId)
                    .sourceVersion("1")
                    .launchTemplateData(data -> data.userData("bmV3")));
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(2));
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().instances().size() == 2));
    assertEquals(
        "3", List.copyOf(world.group().instances()).getLast().template().orElseThrow().version());
    assertEquals("$Latest", world.group().settings().launchTemplate().version());
  }

  @Test
  @DisplayName("replaces an instance that fails the load balancer's checks, after its grace period")
  void unhealthy() {
    client.createAutoScalingGroup(
        world
            .request(2)
            .launchTemplate(t -> t.launchTemplateId(world.templateId).version("2"))
            .build());
    world.applications.image("ami-bad", ApplicationBehaviour.FAILS_HEALTH_CHECKS);
    List<Duration> ages = new ArrayList<>();
    world.autoScaling.listen(
        new GroupListener() {
          @Override
          public void instanceChanged(Group group, GroupInstance instance) {
            if (instance.lifecycleState() == LifecycleState.TERMINATING) {
              ages.add(Duration.between(instance.inServiceAt(), world.time.now()));
            }
          }
        });
    world.runFor(Duration.ofHours(1));
    assertTrue(ages.size() >= 2, "several were replaced");
    assertTrue(ages.stream().allMatch(age -> age.toSeconds() >= 300), ages.toString());
    assertEquals(1.0, world.group().errorShare());
  }

  @Test
  @DisplayName("ignores the load balancer where its health check type is EC2, but not EC2 itself")
  void healthCheckType() {
    world.settled(2, it -> it.healthCheckType("EC2"));
    List<GroupInstance> before = List.copyOf(world.group().instances());
    world.applications.image("ami-good", ApplicationBehaviour.FAILS_HEALTH_CHECKS);
    world.runFor(HALF_HOUR);
    assertEquals(before, List.copyOf(world.group().instances()));
    world.applications.image("ami-good", ApplicationBehaviour.GOOD);
    world.ec2.impair(before.getFirst().id());
    assertTrue(
        world.runUntil(
            HALF_HOUR,
            () ->
                world.group().servingCount() == 2
                    && !world.group().instances().contains(before.getFirst())));
  }

  @Test
  @DisplayName("replaces a machine that never comes up")
  void neverBoots() {
    world.applications.image("ami-good", ApplicationBehaviour.GOOD.withNeverBootsShare(1));
    client.createAutoScalingGroup(world.request(1).build());
    world.runFor(Duration.ofMinutes(5));
    world.applications.image("ami-good", ApplicationBehaviour.GOOD);
    assertTrue(world.runUntil(Duration.ofHours(1), () -> world.group().servingCount() == 1));
    assertEquals(2, activities().stream().filter(it -> it.startsWith("Launching")).count());
  }

  @Test
  @DisplayName("does nothing that is suspended, and catches up once it is resumed")
  void suspended() {
    world.settled(3, it -> it);
    client.suspendProcesses(
        it -> it.autoScalingGroupName("web").scalingProcesses("Launch", "Terminate"));
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(4));
    world.runFor(HALF_HOUR);
    assertEquals(3, world.group().instances().size());
    client.resumeProcesses(it -> it.autoScalingGroupName("web").scalingProcesses("Launch"));
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().servingCount() == 4));
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(1));
    world.runFor(HALF_HOUR);
    assertEquals(4, world.group().servingCount());
    client.resumeProcesses(it -> it.autoScalingGroupName("web"));
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().instances().size() == 1));
    assertTrue(world.group().settings().suspendedProcesses().isEmpty());
  }

  @Test
  @DisplayName("does not see what health checks find while they are suspended")
  void healthChecksSuspended() {
    world.settled(2, it -> it);
    client.suspendProcesses(it -> it.autoScalingGroupName("web").scalingProcesses("HealthCheck"));
    world.applications.image("ami-good", ApplicationBehaviour.FAILS_HEALTH_CHECKS);
    world.runFor(HALF_HOUR);
    assertEquals(2, world.group().healthyCount());
    client.resumeProcesses(it -> it.autoScalingGroupName("web"));
    assertEquals(0, world.group().healthyCount());
  }

  @Test
  @DisplayName("leaves instances out of the load balancer while AddToLoadBalancer is suspended")
  void notAdded() {
    client.createAutoScalingGroup(world.request(1).build());
    client.suspendProcesses(
        it -> it.autoScalingGroupName("web").scalingProcesses("AddToLoadBalancer"));
    world.runFor(HALF_HOUR);
    assertEquals(1, world.group().healthyCount());
    assertEquals(0, world.group().servingCount());
  }

  @Test
  @DisplayName("launches elsewhere when a zone has no capacity, and evens out afterwards")
  void noCapacity() {
    world.ec2.limitCapacity("eu-west-1a", OptionalInt.of(0));
    client.createAutoScalingGroup(world.request(4).build());
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().servingCount() == 4));
    assertEquals(0, Launches.activeIn(world.group(), "eu-west-1a"));
    assertTrue(
        client.describeScalingActivities(it -> it.autoScalingGroupName("web")).activities().stream()
            .anyMatch(
                it ->
                    "Failed".equals(it.statusCodeAsString())
                        && it.statusMessage().contains("sufficient m7g.large capacity")));
  }

  @Test
  @DisplayName("refuses to scale while it cools down where the caller honours that")
  void cooldown() {
    world.settled(2, it -> it);
    client.setDesiredCapacity(
        it -> it.autoScalingGroupName("web").desiredCapacity(3).honorCooldown(true));
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().healthyCount() == 3));
    var refused =
        assertThrows(
            ScalingActivityInProgressException.class,
            () ->
                client.setDesiredCapacity(
                    it -> it.autoScalingGroupName("web").desiredCapacity(4).honorCooldown(true)));
    assertEquals("ScalingActivityInProgress", refused.awsErrorDetails().errorCode());
    world.runFor(HALF_HOUR);
    client.setDesiredCapacity(
        it -> it.autoScalingGroupName("web").desiredCapacity(4).honorCooldown(true));
    assertValidationError(
        () -> client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(99)));
  }

  @Test
  @DisplayName("scales in the oldest version first and spares what is protected")
  void scaleIn() {
    world.settled(2, it -> it);
    GroupInstance spared = world.group().instances().iterator().next();
    client.setInstanceProtection(
        it -> it.autoScalingGroupName("web").instanceIds(spared.id()).protectedFromScaleIn(true));
    client.updateAutoScalingGroup(
        it ->
            it.autoScalingGroupName("web")
                .desiredCapacity(4)
                .launchTemplate(t -> t.launchTemplateId(world.templateId).version("2")));
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().servingCount() == 4));
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(3));
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().instances().size() == 3));
    assertTrue(world.group().instances().contains(spared));
    assertEquals(2, world.runningVersion("2"));
  }

  @Test
  @DisplayName("replaces an instance that a user terminates or declares unhealthy")
  void byHand() {
    world.settled(2, it -> it);
    String first = world.group().instances().iterator().next().id();
    client.terminateInstanceInAutoScalingGroup(
        it -> it.instanceId(first).shouldDecrementDesiredCapacity(false));
    assertTrue(
        world.runUntil(
            HALF_HOUR,
            () -> world.group().servingCount() == 2 && world.group().instances().size() == 2));
    String second = world.group().instances().iterator().next().id();
    client.setInstanceHealth(it -> it.instanceId(second).healthStatus("Unhealthy"));
    assertFalse(world.group().instances().iterator().next().healthy());
    assertTrue(
        world.runUntil(
            HALF_HOUR,
            () ->
                world.group().servingCount() == 2
                    && world.group().instances().stream().noneMatch(it -> it.id().equals(second))));
  }

  @Test
  @DisplayName("gets smaller by an instance that a user terminates, though never below its minimum")
  void terminatedByHand() {
    world.settled(2, it -> it.minSize(1));
    List<GroupInstance> instances = List.copyOf(world.group().instances());
    String first = instances.getFirst().id();
    var activity =
        client
            .terminateInstanceInAutoScalingGroup(
                it -> it.instanceId(first).shouldDecrementDesiredCapacity(true))
            .activity();
    assertEquals("Terminating EC2 instance: " + first, activity.description());
    assertEquals(1, world.group().settings().desiredCapacity());
    assertThrows(
        ScalingActivityInProgressException.class,
        () ->
            client.terminateInstanceInAutoScalingGroup(
                it -> it.instanceId(first).shouldDecrementDesiredCapacity(false)));
    assertValidationError(
        () ->
            client.terminateInstanceInAutoScalingGroup(
                it ->
                    it.instanceId(instances.getLast().id()).shouldDecrementDesiredCapacity(true)));
    world.runFor(HALF_HOUR);
    assertEquals(List.of(instances.getLast()), List.copyOf(world.group().instances()));
  }

  @Test
  @DisplayName("replaces an instance that was terminated behind its back")
  void terminatedOutside() {
    world.settled(2, it -> it);
    String id = world.group().instances().iterator().next().id();
    world.ec2.terminate(id);
    assertEquals(1, world.group().servingCount());
    assertEquals(1, world.group().healthyCount());
    assertTrue(
        world.runUntil(
            HALF_HOUR,
            () ->
                world.group().servingCount() == 2
                    && world.group().instances().stream().noneMatch(it -> it.id().equals(id))));
  }

  @Test
  @DisplayName("puts instances on standby and takes them back, desired capacity included")
  void standby() {
    world.settled(3, it -> it);
    String id = world.group().instances().iterator().next().id();
    client.enterStandby(
        it -> it.autoScalingGroupName("web").instanceIds(id).shouldDecrementDesiredCapacity(true));
    world.runFor(HALF_HOUR);
    assertEquals(2, world.group().servingCount());
    assertEquals(2, world.group().settings().desiredCapacity());
    assertTrue(
        client
            .describeScalingActivities()
            .activities()
            .getFirst()
            .cause()
            .endsWith("in response to a user request, shrinking the capacity from 3 to 2."));
    client.exitStandby(it -> it.autoScalingGroupName("web").instanceIds(id));
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().servingCount() == 3));
    assertEquals(3, world.group().settings().desiredCapacity());
  }

  @Test
  @DisplayName("answers handlers that ask too often with Throttling, reads and writes apart")
  void throttled() {
    world.settled(1, it -> it);
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      world.time.start(
          "deployment " + i,
          "",
          () -> {
            client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(1));
            return "";
          },
          result -> {
            if (result instanceof StrandResult.Threw<String> threw
                && threw.thrown() instanceof AutoScalingException refused) {
              codes.add(refused.awsErrorDetails().errorCode());
            }
          });
    }
    world.time.start(
        "reader",
        "",
        () -> client.describeAutoScalingGroups(),
        result -> codes.add(result.getClass().getSimpleName()));
    world.runFor(Duration.ofMinutes(1));
    assertTrue(codes.contains("Returned"), codes.toString());
    assertTrue(codes.size() <= 61 - 50, "50 writes were in the bucket: " + codes);
    assertTrue(codes.stream().allMatch(it -> it.equals("Throttling") || it.equals("Returned")));
  }

  @Test
  @DisplayName(
      "refuses some changes with ResourceContention, a retriable 500, where that is asked for")
  void contention() {
    world.settled(1, it -> it);
    world.autoScaling.resourceContention(1);
    List<StrandResult<String>> results = new ArrayList<>();
    world.time.start(
        "deployment",
        "",
        () -> {
          client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(1));
          return "";
        },
        results::add);
    world.runFor(Duration.ofMinutes(1));
    var threw = assertInstanceOf(StrandResult.Threw.class, results.getFirst());
    var refused = assertInstanceOf(ResourceContentionException.class, threw.thrown());
    assertEquals(500, refused.statusCode());
  }

  @Test
  @DisplayName("refuses some changes while it scales, where that is asked for, and none at rest")
  void scalingActivityInProgress() {
    world.settled(2, it -> it);
    world.autoScaling.scalingActivityInProgress(1);
    assertInstanceOf(StrandResult.Returned.class, updated());
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(3));
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().instances().size() == 3));
    var threw = assertInstanceOf(StrandResult.Threw.class, updated());
    assertInstanceOf(ScalingActivityInProgressException.class, threw.thrown());
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().healthyCount() == 3));
    assertInstanceOf(StrandResult.Returned.class, updated());
  }

  private StrandResult<String> updated() {
    List<StrandResult<String>> results = new ArrayList<>();
    world.time.start(
        "deployment",
        "",
        () -> {
          client.updateAutoScalingGroup(it -> it.autoScalingGroupName("web").maxSize(7));
          return "";
        },
        results::add);
    world.runUntil(Duration.ofSeconds(3), () -> !results.isEmpty());
    return results.getFirst();
  }

  @Test
  @DisplayName("detaches and attaches target groups, and is reached by what is attached")
  void targetGroups() {
    world.settled(2, it -> it);
    String other = world.loadBalancing.createTargetGroup(TargetGroupSettings.usual("other"));
    client.attachLoadBalancerTargetGroups(
        it -> it.autoScalingGroupName("web").targetGroupARNs(other));
    client.detachLoadBalancerTargetGroups(
        it -> it.autoScalingGroupName("web").targetGroupARNs(world.targetGroupArn));
    assertEquals(List.of(other), world.group().settings().targetGroupARNs());
    assertEquals(0, world.group().servingCount(), "the new target group has not checked them yet");
    assertTrue(world.runUntil(HALF_HOUR, () -> world.group().servingCount() == 2));
    assertEquals(
        other,
        client
            .describeTrafficSources(it -> it.autoScalingGroupName("web"))
            .trafficSources()
            .getFirst()
            .identifier());
    assertValidationError(
        () ->
            client.attachLoadBalancerTargetGroups(
                it ->
                    it.autoScalingGroupName("web")
                        .targetGroupARNs(Collections.nCopies(11, other))));
  }

  @Test
  @DisplayName("is described page by page, by name and by tag, with or without instances")
  void paging() {
    for (int i = 0; i < 5; i++) {
      String name = "group-" + i;
      String tier = i % 2 == 0 ? "even" : "odd";
      world.autoScaling.createSettled(
          world
              .request(1)
              .autoScalingGroupName(name)
              .tags(Tag.builder().key("tier").value(tier).propagateAtLaunch(true).build())
              .build(),
          ComputeWorld.START);
    }
    List<String> seen = new ArrayList<>();
    client
        .describeAutoScalingGroupsPaginator(it -> it.maxRecords(2).includeInstances(false))
        .autoScalingGroups()
        .forEach(
            group -> {
              seen.add(group.autoScalingGroupName());
              assertTrue(group.instances().isEmpty());
            });
    assertEquals(List.of("group-0", "group-1", "group-2", "group-3", "group-4"), seen);
    assertEquals(
        List.of("group-1", "group-3"),
        client
            .describeAutoScalingGroups(
                it -> it.filters(Filter.builder().name("tag:tier").values("odd").build()))
            .autoScalingGroups()
            .stream()
            .map(AutoScalingGroup::autoScalingGroupName)
            .toList());
    assertValidationError(() -> client.describeAutoScalingGroups(it -> it.maxRecords(101)));
    var token =
        assertThrows(
            AutoScalingException.class,
            () -> client.describeAutoScalingGroups(it -> it.nextToken("made up")));
    assertEquals("InvalidNextToken", token.awsErrorDetails().errorCode());
  }

  @Test
  @DisplayName("is deleted with its instances only where that is forced")
  void deleted() {
    world.settled(2, it -> it);
    var refused =
        assertThrows(
            AutoScalingException.class,
            () -> client.deleteAutoScalingGroup(it -> it.autoScalingGroupName("web")));
    assertEquals("ResourceInUse", refused.awsErrorDetails().errorCode());
    client.deleteAutoScalingGroup(it -> it.autoScalingGroupName("web").forceDelete(true));
    assertEquals("Delete in progress", world.group().settings().status());
    assertTrue(world.runUntil(HALF_HOUR, () -> world.autoScaling.groups().isEmpty()));
  }

  @Test
  @DisplayName("goes the same way whenever the seed is the same, and another with another")
  void determinism() {
    assertEquals(story(5), story(5));
    assertFalse(story(5).equals(story(6)));
  }

  private static String story(long seed) {
    ComputeWorld world = new ComputeWorld(seed);
    StringBuilder story = new StringBuilder();
    world.autoScaling.listen(
        new GroupListener() {
          @Override
          public void instanceChanged(Group group, GroupInstance instance) {
            story
                .append(world.time.now())
                .append(instance.id())
                .append(instance.lifecycleState())
                .append(instance.serving())
                .append('\n');
          }
        });
    world.settled(5, it -> it);
    world.startRefresh("2", 100, 200);
    world.runFor(Duration.ofHours(2));
    return story.append(world.events).toString();
  }

  private List<String> activities() {
    return client
        .describeScalingActivities(it -> it.autoScalingGroupName("web"))
        .activities()
        .stream()
        .map(activity -> activity.description())
        .toList();
  }

  private static void assertValidationError(org.junit.jupiter.api.function.Executable call) {
    var refused = assertThrows(AutoScalingException.class, call);
    assertEquals("ValidationError", refused.awsErrorDetails().errorCode());
  }
}
