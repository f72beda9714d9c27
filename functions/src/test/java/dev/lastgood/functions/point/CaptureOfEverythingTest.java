package dev.lastgood.functions.point;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.handler.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.Alarm;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;

@DisplayName("A capture")
class CaptureOfEverythingTest {
  private static final String SECRET = "c2VjcmV0";

  private final Described described = new Described();

  private void group(Consumer<AutoScalingGroup.Builder> change) {
    described.group = described.group.toBuilder().applyMutation(change).build();
  }

  private void withoutTemplate() {
    group(it -> it.launchTemplate((LaunchTemplateSpecification) null));
  }

  @Test
  @DisplayName("of a plain group takes six calls, and of the group alone two")
  void calls() {
    described.body();
    assertEquals(
        List.of(
            "DescribeAutoScalingGroups",
            "DescribeLaunchTemplateVersions",
            "DescribeLifecycleHooks",
            "DescribePolicies",
            "DescribeScheduledActions",
            "DescribeNotificationConfigurations"),
        described.calls);
    described.calls.clear();
    Reading.Group alone =
        assertInstanceOf(
            Reading.Group.class,
            new TargetReader(described).readGroup(Fixtures.target("web"), "web-production"));
    assertEquals(2, described.calls.size(), described.calls::toString);
    assertEquals(Optional.empty(), alone.body().configuration().attachments());
  }

  @Test
  @DisplayName(
      "resolves an alias to its number and an image's parameter to the image, keeping both")
  void aliases() {
    described.everyVersion =
        version -> version.launchTemplateData(data -> data.imageId("resolve:ssm:/images/web"));
    GroupBody body = described.body();
    assertEquals(
        Map.of("ImageId", "ami-of-it"), body.configuration().launch().base().orElseThrow().data());
    assertEquals(
        new LaunchNames.TemplateVersion(
            "base", "lt-1", "9", "$Latest", Optional.of("resolve:ssm:/images/web")),
        body.launchNames().base().orElseThrow());
  }

  private static LaunchTemplateOverrides.Builder override(String type) {
    return LaunchTemplateOverrides.builder().instanceType(type);
  }

  private static LaunchTemplateOverrides ownTemplate(String type) {
    return override(type)
        .launchTemplateSpecification(own -> own.launchTemplateId("lt-2").version("5"))
        .build();
  }

  @Test
  @DisplayName("walks a mixed instances policy: every override, and each template once")
  void mixedInstances() {
    withoutTemplate();
    group(
        it ->
            it.mixedInstancesPolicy(
                policy ->
                    policy
                        .instancesDistribution(mix -> mix.onDemandBaseCapacity(2))
                        .launchTemplate(
                            template ->
                                template
                                    .launchTemplateSpecification(
                                        base -> base.launchTemplateId("lt-1").version("3"))
                                    .overrides(
                                        override("m7g.large").weightedCapacity("2").build(),
                                        ownTemplate("m7i.large"),
                                        ownTemplate("m6i.large")))));
    GroupBody body = described.body();
    LaunchSource.MixedInstances mixed =
        assertInstanceOf(LaunchSource.MixedInstances.class, body.configuration().launch());
    assertEquals(Map.of("OnDemandBaseCapacity", 2), mixed.instancesDistribution());
    assertEquals(
        List.of("m7g.large", "m7i.large", "m6i.large"), List.copyOf(mixed.named().keySet()));
    assertEquals(
        Map.of("InstanceType", "m7g.large", "WeightedCapacity", "2"),
        mixed.overrides().getFirst().settings());
    assertEquals("lt-2", mixed.overrides().get(1).launchTemplate().orElseThrow().id());
    assertFalse(mixed.hasInstanceRequirements());
    assertEquals(
        List.of("base 3", "overrides/1 5", "overrides/2 5"),
        body.launchNames().templates().stream()
            .map(version -> version.place() + " " + version.version())
            .toList());
    assertEquals(
        2, described.calls.stream().filter("DescribeLaunchTemplateVersions"::equals).count());
  }

  @Test
  @DisplayName("names overrides alike, by number, where their instance types are the same")
  void overrideNames() {
    LaunchSource.InstanceOverride large =
        new LaunchSource.InstanceOverride(Optional.empty(), Map.of("InstanceType", "a"));
    LaunchSource.InstanceOverride any =
        new LaunchSource.InstanceOverride(
            Optional.empty(), Map.of("InstanceRequirements", Map.of("BareMetal", "excluded")));
    LaunchSource.MixedInstances mixed =
        new LaunchSource.MixedInstances(
            new LaunchTemplate("lt-1", Map.of()), Map.of(), List.of(large, any, large, any));
    assertEquals(
        List.of("a", "instanceRequirements", "a#2", "instanceRequirements#2"),
        List.copyOf(mixed.named().keySet()));
    assertTrue(mixed.hasInstanceRequirements());
  }

  @Test
  @DisplayName("takes a launch configuration by its data; of another name it is the same")
  void launchConfiguration() {
    withoutTemplate();
    LaunchConfiguration one =
        LaunchConfiguration.builder().launchConfigurationName("web-1").imageId("ami-1").build();
    group(it -> it.launchConfigurationName("web-1"));
    described.launchConfigurations = List.of(one);
    GroupBody first = described.body();
    group(it -> it.launchConfigurationName("web-2"));
    described.launchConfigurations =
        List.of(one.toBuilder().launchConfigurationName("web-2").build());
    GroupBody second = described.body();
    assertEquals(first.identity(), second.identity());
    assertEquals(Optional.of("web-2"), second.launchNames().launchConfigurationName());
    assertEquals("", second.launchTemplateVersion());
    described.launchConfigurations = List.of();
    assertEquals(
        "The launch configuration web-2 does not exist.",
        assertInstanceOf(Reading.Unreadable.class, described.read()).because());
  }

  @Test
  @DisplayName("keeps user data apart: the body has its hash alone, and no text tells it")
  void userData() {
    described.everyVersion = version -> version.launchTemplateData(it -> it.userData(SECRET));
    Reading.Group captured = assertInstanceOf(Reading.Group.class, described.read());
    String sha256 = CanonicalJson.sha256OfText(SECRET);
    assertEquals(Map.of(sha256, SECRET), captured.userData().bySha256());
    String written =
        new String(CanonicalJson.bytes(captured.body()), StandardCharsets.UTF_8) + captured;
    assertFalse(written.contains(SECRET), written);
    assertTrue(written.contains(sha256), written);
    withoutTemplate();
    group(it -> it.launchConfigurationName("web-1"));
    described.launchConfigurations =
        List.of(LaunchConfiguration.builder().userData("YQ==").build());
    captured = assertInstanceOf(Reading.Group.class, described.read());
    assertEquals(List.of("YQ=="), List.copyOf(captured.userData().bySha256().values()));
  }

  @Test
  @DisplayName("holds the team's alarms of a policy, and those of target tracking as evidence")
  void alarms() {
    Alarm alarm = Alarm.builder().alarmName("cpu").alarmARN("arn:cpu").build();
    ScalingPolicy step =
        ScalingPolicy.builder()
            .policyName("step")
            .policyType("StepScaling")
            .policyARN("arn:step")
            .alarms(alarm)
            .build();
    described.policies =
        List.of(
            step, step.toBuilder().policyName("track").policyType("TargetTrackingScaling").build());
    GroupBody body = described.body();
    Attachments attached = body.configuration().attachments().orElseThrow();
    assertEquals(List.of("cpu"), attached.scalingPolicies().get("step").get("Alarms"));
    assertFalse(attached.scalingPolicies().get("track").containsKey("Alarms"));
    assertEquals(
        Map.of("step", List.of("cpu"), "track", List.of("cpu")),
        body.evidence().get("PolicyAlarms"));
    assertEquals(
        Map.of("step", "arn:step", "track", "arn:step"), body.evidence().get("PolicyARNs"));
  }

  @Test
  @DisplayName(
      "holds recurring actions without their next time, and those that run once as evidence")
  void schedules() {
    ScheduledUpdateGroupAction night =
        ScheduledUpdateGroupAction.builder()
            .scheduledActionName("night")
            .recurrence("0 22 * * *")
            .startTime(Instant.parse("2026-03-01T22:00:00Z"))
            .minSize(1)
            .build();
    described.actions = List.of(night);
    String before = described.body().identity();
    described.actions =
        List.of(
            night.toBuilder().startTime(Instant.parse("2026-03-02T22:00:00Z")).build(),
            night.toBuilder().scheduledActionName("sale").recurrence(null).build());
    GroupBody after = described.body();
    assertEquals(before, after.identity());
    assertEquals(
        Map.of(
            "night",
            Map.of("MinSize", 1, "Recurrence", "0 22 * * *", "ScheduledActionName", "night")),
        after.configuration().attachments().orElseThrow().scheduledActions());
    assertTrue(after.evidence().get("ScheduledOnce").toString().contains("sale"), after::toString);
  }

  @Test
  @DisplayName("lists a warm pool's instances, which do not serve, and counts weights as capacity")
  void fleet() {
    Instance heavy =
        Instance.builder()
            .instanceId("i-1")
            .lifecycleState("InService")
            .healthStatus("Healthy")
            .weightedCapacity("4")
            .build();
    group(it -> it.instances(heavy).warmPoolConfiguration(pool -> pool.minSize(1)));
    described.warmPool =
        List.of(
            heavy.toBuilder().instanceId("i-2").lifecycleState("Warmed:Stopped").build(),
            heavy.toBuilder().instanceId("i-3").lifecycleState("Warmed:Stopped").build());
    Fleet fleet = described.body().fleet();
    assertEquals(3, fleet.instances().size());
    assertEquals(1, fleet.inService());
    assertEquals(4, fleet.capacityInService());
    assertEquals(4, fleet.healthyCapacity());
    assertTrue(fleet.isWeighted());
  }

  private static TrafficSourceIdentifier source(String identifier, String type) {
    return TrafficSourceIdentifier.builder().identifier(identifier).type(type).build();
  }

  @Test
  @DisplayName("lists a traffic source once, where it is a target group that is listed by itself")
  void trafficSources() {
    group(
        it ->
            it.targetGroupARNs("arn:tg")
                .trafficSources(source("arn:tg", "elbv2"), source("arn:lattice", "vpc-lattice")));
    assertEquals(
        List.of(Map.of("Identifier", "arn:lattice", "Type", "vpc-lattice")),
        described.body().configuration().furtherSettings().orElseThrow().get("TrafficSources"));
  }

  @Test
  @DisplayName("says what is missing where a group, a version or every source is not there")
  void unreadable() {
    withoutTemplate();
    assertEquals(
        "The group web-production names no launch template, launch configuration or mixed"
            + " instances policy.",
        assertInstanceOf(Reading.Unreadable.class, described.read()).because());
  }
}
