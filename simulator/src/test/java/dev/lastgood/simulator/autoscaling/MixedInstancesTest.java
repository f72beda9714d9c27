package dev.lastgood.simulator.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;

@DisplayName("A group with a mixed instances policy")
class MixedInstancesTest {
  private static final Duration HOURS_2 = Duration.ofHours(2);

  private final ComputeWorld world = new ComputeWorld(31);
  private final AutoScalingClient client = world.autoScaling.client();

  private static MixedInstancesPolicy policy(
      ComputeWorld world, String version, LaunchTemplateOverrides... overrides) {
    return MixedInstancesPolicy.builder()
        .launchTemplate(
            it ->
                it.launchTemplateSpecification(
                        base -> base.launchTemplateId(world.templateId).version(version))
                    .overrides(overrides))
        .build();
  }

  private MixedInstancesPolicy policy(String version, LaunchTemplateOverrides... overrides) {
    return policy(world, version, overrides);
  }

  private static LaunchTemplateOverrides type(String name) {
    return LaunchTemplateOverrides.builder().instanceType(name).build();
  }

  private static LaunchTemplateOverrides weighted(String name, int weight) {
    return type(name).toBuilder().weightedCapacity(Integer.toString(weight)).build();
  }

  private static LaunchTemplateOverrides attributes() {
    return LaunchTemplateOverrides.builder()
        .instanceRequirements(
            required -> required.vCpuCount(it -> it.min(4).max(8)).memoryMiB(it -> it.min(16_384)))
        .build();
  }

  private static MixedInstancesPolicy with(
      MixedInstancesPolicy policy, UnaryOperator<InstancesDistribution.Builder> distribution) {
    return policy.toBuilder()
        .instancesDistribution(distribution.apply(InstancesDistribution.builder()).build())
        .build();
  }

  private static void settled(
      ComputeWorld world, int size, MixedInstancesPolicy policy, String capacityType) {
    world.settled(
        size,
        it ->
            it.launchTemplate((LaunchTemplateSpecification) null)
                .mixedInstancesPolicy(policy)
                .desiredCapacityType(capacityType));
  }

  private void settled(int size, MixedInstancesPolicy policy) {
    settled(world, size, policy, null);
  }

  private static void refresh(
      ComputeWorld world, UnaryOperator<StartInstanceRefreshRequest.Builder> changes) {
    StartInstanceRefreshRequest.Builder request =
        StartInstanceRefreshRequest.builder()
            .autoScalingGroupName("web")
            .preferences(
                it -> it.minHealthyPercentage(100).maxHealthyPercentage(200).instanceWarmup(0));
    world.autoScaling.client().startInstanceRefresh(changes.apply(request).build());
  }

  private List<String> types() {
    return world.group().instances().stream().map(GroupInstance::instanceType).toList();
  }

  @Test
  @DisplayName("launches the first type of its list, and the next where a zone has none of it left")
  void nextType() {
    settled(2, policy("1", type("m7g.large"), type("m6g.large")));
    assertEquals(List.of("m7g.large", "m7g.large"), types());
    world.ec2.limitCapacity("eu-west-1a", "m7g.large", OptionalInt.of(0));
    world.ec2.limitCapacity("eu-west-1b", "m7g.large", OptionalInt.of(0));
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(4));
    assertTrue(world.runUntil(HOURS_2, () -> world.group().servingCount() == 4));
    assertEquals(2, types().stream().filter("m6g.large"::equals).count());
    assertTrue(
        client.describeScalingActivities().activities().stream()
            .noneMatch(it -> "Failed".equals(it.statusCodeAsString())));
  }

  @Test
  @DisplayName("says in its activities what no type had capacity for")
  void noType() {
    settled(1, policy("1", type("m7g.large"), type("m6g.large")));
    world.ec2.limitCapacity("eu-west-1a", OptionalInt.of(0));
    world.ec2.limitCapacity("eu-west-1b", OptionalInt.of(0));
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(2));
    world.runFor(Duration.ofMinutes(5));
    String message = client.describeScalingActivities().activities().getFirst().statusMessage();
    assertTrue(
        message.startsWith(
            "Could not launch On-Demand Instances. InsufficientInstanceCapacity - We currently do"
                + " not have sufficient m6g.large capacity"),
        message);
    assertTrue(message.endsWith("Launching EC2 instance failed."), message);
  }

  @Test
  @DisplayName("launches an override from its own template and image, and its instances say so")
  void ownTemplate() {
    String other =
        world
            .ec2
            .client()
            .createLaunchTemplate(
                it ->
                    it.launchTemplateName("other")
                        .launchTemplateData(data -> data.imageId("ami-bad")))
            .launchTemplate()
            .launchTemplateId();
    world.ec2.registerImage("ami-third", "third");
    settled(
        1,
        policy(
            "1",
            LaunchTemplateOverrides.builder()
                .instanceType("c5.large")
                .imageId("ami-third")
                .launchTemplateSpecification(it -> it.launchTemplateName("other"))
                .build()));
    var described =
        client.describeAutoScalingGroups().autoScalingGroups().getFirst().instances().getFirst();
    assertEquals(other, described.launchTemplate().launchTemplateId());
    assertEquals("c5.large", described.instanceType());
    assertEquals("ami-third", described.imageId());
    assertNull(described.weightedCapacity());
    LaunchTemplateOverrides answered =
        world.group().settings().mixedInstancesPolicy().launchTemplate().overrides().getFirst();
    assertEquals("$Default", answered.launchTemplateSpecification().version());
  }

  @Test
  @DisplayName("fills its capacity by weights, and never shrinks below what is desired")
  void weights() {
    settled(8, policy("1", weighted("m7g.xlarge", 4), weighted("m7g.large", 2)));
    assertEquals(List.of("m7g.xlarge", "m7g.xlarge"), types());
    assertEquals(
        "4",
        client
            .describeAutoScalingGroups()
            .autoScalingGroups()
            .getFirst()
            .instances()
            .getFirst()
            .weightedCapacity());
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(10));
    assertTrue(world.runUntil(HOURS_2, () -> world.group().servingCount() == 3));
    assertEquals(12, world.group().activeCapacity());
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(9));
    world.runFor(HOURS_2);
    assertEquals(12, world.group().activeCapacity(), "one less would be 8");
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(8));
    assertTrue(world.runUntil(HOURS_2, () -> world.group().activeCapacity() == 8));
  }

  @Test
  @DisplayName("with weights is refreshed to a desired configuration without losing capacity")
  void weightedRefresh() {
    for (long seed = 0; seed < 20; seed++) {
      ComputeWorld one = new ComputeWorld(seed);
      settled(one, 12, policy(one, "1", weighted("m7g.xlarge", 4), weighted("m7g.large", 2)), null);
      int[] servingMin = {12};
      one.autoScaling.listen(
          new GroupListener() {
            @Override
            public void instanceChanged(Group group, GroupInstance instance) {
              servingMin[0] =
                  Math.min(
                      servingMin[0],
                      group.instances().stream()
                          .filter(GroupInstance::serving)
                          .mapToInt(GroupInstance::units)
                          .sum());
            }
          });
      MixedInstancesPolicy desired = policy(one, "2", weighted("m6g.large", 2));
      refresh(one, it -> it.desiredConfiguration(to -> to.mixedInstancesPolicy(desired)));
      assertTrue(one.runUntilRefreshIsOver(HOURS_2));
      assertEquals(InstanceRefreshStatus.SUCCESSFUL, one.latestRefresh().status());
      assertEquals(6, one.runningVersion("2"));
      assertEquals(12, servingMin[0]);
      assertEquals(
          "2",
          one.group()
              .settings()
              .mixedInstancesPolicy()
              .launchTemplate()
              .launchTemplateSpecification()
              .version());
    }
  }

  @Test
  @DisplayName("keeps its base and its share On-Demand and buys the rest as Spot Instances")
  void distribution() {
    settled(
        8,
        with(
            policy("1", type("m7g.large")),
            it -> it.onDemandBaseCapacity(2).onDemandPercentageAboveBaseCapacity(50)));
    assertEquals(3, world.group().instances().stream().filter(GroupInstance::spot).count());
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(12));
    assertTrue(world.runUntil(HOURS_2, () -> world.group().servingCount() == 12));
    assertEquals(5, world.group().instances().stream().filter(GroupInstance::spot).count());
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(13));
    assertTrue(world.runUntil(HOURS_2, () -> world.group().servingCount() == 13));
    assertEquals(
        5,
        world.group().instances().stream().filter(GroupInstance::spot).count(),
        "half an instance more is On-Demand");
    client.setDesiredCapacity(it -> it.autoScalingGroupName("web").desiredCapacity(4));
    assertTrue(world.runUntil(HOURS_2, () -> world.group().instances().size() == 4));
    assertEquals(1, world.group().instances().stream().filter(GroupInstance::spot).count());
    InstancesDistribution answered =
        world.group().settings().mixedInstancesPolicy().instancesDistribution();
    assertEquals("prioritized", answered.onDemandAllocationStrategy());
    assertEquals("lowest-price", answered.spotAllocationStrategy());
    assertEquals(2, answered.spotInstancePools());
  }

  @Test
  @DisplayName("skips what matches a desired configuration in template, version, image and type")
  void skipMatching() {
    settled(4, policy("1", type("m7g.large"), type("m6g.large")));
    List<String> before =
        world.group().instances().stream().map(GroupInstance::id).sorted().toList();
    MixedInstancesPolicy reordered = policy("1", type("m6g.large"), type("m7g.large"));
    refresh(
        world,
        it ->
            it.desiredConfiguration(to -> to.mixedInstancesPolicy(reordered))
                .preferences(preferences -> preferences.skipMatching(true)));
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(
        before, world.group().instances().stream().map(GroupInstance::id).sorted().toList());
    MixedInstancesPolicy without = policy("1", type("m6g.large"));
    refresh(
        world,
        it ->
            it.desiredConfiguration(to -> to.mixedInstancesPolicy(without))
                .preferences(preferences -> preferences.skipMatching(true).instanceWarmup(0)));
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(4, types().stream().filter("m6g.large"::equals).count());
  }

  @Test
  @DisplayName("selects types by attributes, the smallest first, and counts vCPUs where told to")
  void instanceRequirements() {
    settled(world, 12, policy("1", attributes()), "vcpu");
    assertEquals(List.of("m5.xlarge", "m5.xlarge", "m5.xlarge"), types());
    assertEquals(12, world.group().activeCapacity());
    InstancesDistribution answered =
        world.group().settings().mixedInstancesPolicy().instancesDistribution();
    assertEquals("lowest-price", answered.onDemandAllocationStrategy());
  }

  @Test
  @DisplayName("selecting by attributes fails a refresh that skips or has a desired configuration")
  void refreshByAttributes() {
    settled(2, policy("1", attributes()));
    MixedInstancesPolicy next = policy("2", attributes());
    refresh(world, it -> it.preferences(preferences -> preferences.skipMatching(true)));
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(InstanceRefreshStatus.FAILED, world.latestRefresh().status());
    refresh(world, it -> it.desiredConfiguration(to -> to.mixedInstancesPolicy(next)));
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(InstanceRefreshStatus.FAILED, world.latestRefresh().status());
    assertEquals(2, world.runningVersion("1"), "nothing was replaced");
    assertTrue(world.eventTypes().contains("EC2 Auto Scaling Instance Refresh Failed"));

    client.updateAutoScalingGroup(it -> it.autoScalingGroupName("web").mixedInstancesPolicy(next));
    refresh(world, it -> it);
    assertTrue(world.runUntilRefreshIsOver(HOURS_2));
    assertEquals(InstanceRefreshStatus.SUCCESSFUL, world.latestRefresh().status());
    assertEquals(2, world.runningVersion("2"));
  }

  @Test
  @DisplayName("is refused where its policy contradicts the API Reference, or cannot be judged")
  void refused() {
    assertValidationError(
        () -> settled(1, policy("1", weighted("m7g.large", 1), type("a1.large"))));
    assertValidationError(() -> settled(1, policy("1", weighted("m7g.large", 1000))));
    assertValidationError(() -> settled(1, policy("9", type("m7g.large"))));
    assertValidationError(
        () -> settled(1, policy("1", attributes().toBuilder().instanceType("m7g.large").build())));
    assertValidationError(
        () -> settled(1, with(policy("1"), it -> it.onDemandPercentageAboveBaseCapacity(101))));
    assertValidationError(() -> settled(world, 1, policy("1", type("m7g.large")), "vcpu"));
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            settled(
                1,
                policy(
                    "1",
                    LaunchTemplateOverrides.builder()
                        .instanceRequirements(
                            it ->
                                it.vCpuCount(range -> range.min(1))
                                    .memoryMiB(range -> range.min(1))
                                    .requireHibernateSupport(true))
                        .build())));
    settled(1, policy("1", type("m7g.large")));
    assertValidationError(
        () ->
            client.startInstanceRefresh(
                it -> it.autoScalingGroupName("web").desiredConfiguration(to -> {})));
  }

  private static void assertValidationError(Executable call) {
    var refused = assertThrows(AutoScalingException.class, call);
    assertEquals("ValidationError", refused.awsErrorDetails().errorCode());
  }
}
