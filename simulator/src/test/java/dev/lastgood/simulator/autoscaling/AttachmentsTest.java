package dev.lastgood.simulator.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Alarm;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesResponse;
import software.amazon.awssdk.services.autoscaling.model.EnabledMetric;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshInProgressException;
import software.amazon.awssdk.services.autoscaling.model.InvalidNextTokenException;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.LimitExceededException;
import software.amazon.awssdk.services.autoscaling.model.MetricType;
import software.amazon.awssdk.services.autoscaling.model.NotificationConfiguration;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.StepAdjustment;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

@DisplayName("What is attached to a simulated group")
class AttachmentsTest {
  private static final String GROUP = ComputeWorld.GROUP;
  private static final String LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";

  private final ComputeWorld world = new ComputeWorld(1);
  private final AutoScalingClient client = world.autoScaling.client();

  @BeforeEach
  void group() {
    world.settled(2, request -> request);
  }

  private AutoScalingGroup described() {
    return client.describeAutoScalingGroups().autoScalingGroups().getFirst();
  }

  private static String refused(Executable call) {
    AutoScalingException refused = assertThrows(AutoScalingException.class, call);
    assertEquals("ValidationError", refused.awsErrorDetails().errorCode());
    assertEquals(400, refused.statusCode());
    return refused.awsErrorDetails().errorMessage();
  }

  private List<LifecycleHook> hooks() {
    return client.describeLifecycleHooks(it -> it.autoScalingGroupName(GROUP)).lifecycleHooks();
  }

  @Test
  @DisplayName("are hooks: with the defaults, and what an update omits stays")
  void hooksAreKept() {
    client.putLifecycleHook(
        it ->
            it.autoScalingGroupName(GROUP)
                .lifecycleHookName("drain")
                .lifecycleTransition(LAUNCHING));
    LifecycleHook hook = hooks().getFirst();
    assertEquals(3600, hook.heartbeatTimeout());
    assertEquals(172_800, hook.globalTimeout(), "48 hours at the most");
    assertEquals("ABANDON", hook.defaultResult());
    client.putLifecycleHook(
        it -> it.autoScalingGroupName(GROUP).lifecycleHookName("drain").heartbeatTimeout(60));
    assertEquals(LAUNCHING, hooks().getFirst().lifecycleTransition());
    assertEquals(6000, hooks().getFirst().globalTimeout());
    client.deleteLifecycleHook(it -> it.autoScalingGroupName(GROUP).lifecycleHookName("drain"));
    assertEquals(List.of(), hooks());
  }

  @Test
  @DisplayName("are no hooks that break AWS's rules")
  void hooksRefused() {
    refused(
        () -> client.putLifecycleHook(it -> it.autoScalingGroupName(GROUP).lifecycleHookName("a")));
    for (int seconds : List.of(29, 7201)) {
      refused(
          () ->
              client.putLifecycleHook(
                  it ->
                      it.autoScalingGroupName(GROUP)
                          .lifecycleHookName("a")
                          .lifecycleTransition(LAUNCHING)
                          .heartbeatTimeout(seconds)));
    }
    refused(
        () ->
            client.putLifecycleHook(
                it ->
                    it.autoScalingGroupName(GROUP)
                        .lifecycleHookName("a")
                        .lifecycleTransition(LAUNCHING)
                        .notificationTargetARN("arn:aws:sns:eu-west-1:123456789012:hooks")));
    refused(
        () ->
            client.deleteLifecycleHook(
                it -> it.autoScalingGroupName(GROUP).lifecycleHookName("a")));
    assertTrue(
        refused(() -> client.describeLifecycleHooks(it -> it.autoScalingGroupName("other")))
            .contains("not found"));
    IntStream.range(0, 50).forEach(this::putHook);
    assertThrows(LimitExceededException.class, () -> putHook(50));
  }

  private void putHook(int number) {
    client.putLifecycleHook(
        it ->
            it.autoScalingGroupName(GROUP)
                .lifecycleHookName("hook-" + number)
                .lifecycleTransition(LAUNCHING));
  }

  private static PutScalingPolicyRequest.Builder step(String name) {
    return PutScalingPolicyRequest.builder()
        .autoScalingGroupName(GROUP)
        .policyName(name)
        .policyType("StepScaling")
        .adjustmentType("ChangeInCapacity")
        .stepAdjustments(
            StepAdjustment.builder().metricIntervalLowerBound(0.0).scalingAdjustment(1).build());
  }

  @Test
  @DisplayName("are policies: a step policy with the alarms that name it, under a lasting ARN")
  void policies() {
    String arn = client.putScalingPolicy(step("out").build()).policyARN();
    world
        .cloudWatch
        .client()
        .putMetricAlarm(
            alarm ->
                alarm
                    .alarmName("busy")
                    .alarmActions(arn)
                    .namespace("Web")
                    .metricName("Requests")
                    .statistic(Statistic.AVERAGE)
                    .period(60)
                    .evaluationPeriods(1)
                    .threshold(1.0)
                    .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
    ScalingPolicy policy = client.describePolicies().scalingPolicies().getFirst();
    assertEquals(List.of("busy"), policy.alarms().stream().map(Alarm::alarmName).toList());
    assertEquals("Average", policy.metricAggregationType());
    assertEquals(true, policy.enabled());
    assertEquals(arn, client.putScalingPolicy(step("out").enabled(false).build()).policyARN());
    client.deletePolicy(it -> it.policyName(arn));
    assertEquals(List.of(), client.describePolicies().scalingPolicies());
    String again = client.putScalingPolicy(step("out").build()).policyARN();
    assertTrue(!again.equals(arn), "one made anew has another ARN: the alarm's action dangles");
    assertEquals(List.of(), client.describePolicies().scalingPolicies().getFirst().alarms());
  }

  @Test
  @DisplayName("are target tracking policies with two alarms of their own")
  void targetTracking() {
    List<Alarm> alarms =
        client
            .putScalingPolicy(
                it ->
                    it.autoScalingGroupName(GROUP)
                        .policyName("cpu")
                        .policyType("TargetTrackingScaling")
                        .targetTrackingConfiguration(
                            track ->
                                track
                                    .targetValue(50.0)
                                    .predefinedMetricSpecification(
                                        metric ->
                                            metric.predefinedMetricType(
                                                MetricType.ASG_AVERAGE_CPU_UTILIZATION))))
            .alarms();
    assertEquals(2, alarms.size());
    assertTrue(alarms.getFirst().alarmName().startsWith("TargetTracking-web-AlarmHigh-"));
    assertEquals(
        alarms,
        client
            .describePolicies(it -> it.policyTypes("TargetTrackingScaling"))
            .scalingPolicies()
            .getFirst()
            .alarms());
  }

  @Test
  @DisplayName("are no policies that lack what their type needs, or bring what it does not know")
  void policiesRefused() {
    List<PutScalingPolicyRequest> wrong =
        List.of(
            step("a").policyType("Other").build(),
            step("a").adjustmentType(null).build(),
            step("a").scalingAdjustment(1).build(),
            step("a").cooldown(60).build(),
            step("a").policyType("SimpleScaling").build(),
            step("a").policyType(null).build(),
            step("a").policyType("TargetTrackingScaling").build());
    wrong.forEach(request -> refused(() -> client.putScalingPolicy(request)));
    refused(() -> client.deletePolicy(it -> it.autoScalingGroupName(GROUP).policyName("a")));
    refused(() -> client.deletePolicy(it -> it.policyName("a")));
  }

  @Test
  @DisplayName("come in pages to their end, and a foreign token is refused")
  void pages() {
    for (int number = 0; number < 7; number++) {
      client.putScalingPolicy(step("policy-" + number).build());
    }
    List<String> names = new ArrayList<>();
    String token = null;
    do {
      String next = token;
      DescribePoliciesResponse page =
          client.describePolicies(
              it -> it.autoScalingGroupName(GROUP).maxRecords(3).nextToken(next));
      page.scalingPolicies().forEach(policy -> names.add(policy.policyName()));
      token = page.nextToken();
    } while (token != null);
    assertEquals(IntStream.range(0, 7).mapToObj(number -> "policy-" + number).toList(), names);
    assertThrows(
        InvalidNextTokenException.class, () -> client.describePolicies(it -> it.nextToken("x")));
    refused(() -> client.describePolicies(it -> it.maxRecords(101)));
  }

  private List<String> actions() {
    return client
        .describeScheduledActions(it -> it.autoScalingGroupName(GROUP))
        .scheduledUpdateGroupActions()
        .stream()
        .map(ScheduledUpdateGroupAction::scheduledActionName)
        .toList();
  }

  @Test
  @DisplayName("are scheduled actions until their time is over")
  void schedules() {
    client.putScheduledUpdateGroupAction(
        it ->
            it.autoScalingGroupName(GROUP)
                .scheduledActionName("sale")
                .startTime(world.time.now().plusSeconds(60))
                .desiredCapacity(4));
    client.putScheduledUpdateGroupAction(
        it ->
            it.autoScalingGroupName(GROUP)
                .scheduledActionName("night")
                .recurrence("0 22 * * *")
                .minSize(1));
    assertEquals(List.of("night", "sale"), actions());
    world.runFor(Duration.ofSeconds(61));
    assertEquals(List.of("night"), actions());
    client.deleteScheduledAction(it -> it.autoScalingGroupName(GROUP).scheduledActionName("night"));
    assertEquals(List.of(), actions());
  }

  @Test
  @DisplayName("are scheduled actions of a batch, each refused by itself with AWS's reason")
  void batch() {
    ScheduledUpdateGroupActionRequest good =
        ScheduledUpdateGroupActionRequest.builder()
            .scheduledActionName("good")
            .recurrence("0 22 * * *")
            .minSize(1)
            .build();
    var failed =
        client
            .batchPutScheduledUpdateGroupAction(
                it ->
                    it.autoScalingGroupName(GROUP)
                        .scheduledUpdateGroupActions(
                            good,
                            good.toBuilder()
                                .scheduledActionName("past")
                                .startTime(world.time.now().minusSeconds(1))
                                .build(),
                            good.toBuilder().scheduledActionName("empty").minSize(null).build(),
                            good.toBuilder().scheduledActionName("never").recurrence(null).build(),
                            good.toBuilder()
                                .scheduledActionName("cron")
                                .recurrence("0 22")
                                .build()))
            .failedScheduledUpdateGroupActions();
    assertEquals(
        List.of("past", "empty", "never", "cron"),
        failed.stream().map(failure -> failure.scheduledActionName()).toList());
    assertEquals("Given start time is in the past.", failed.getFirst().errorMessage());
    assertEquals(List.of("good"), actions());
    assertEquals(
        List.of("none"),
        client
            .batchDeleteScheduledAction(
                it -> it.autoScalingGroupName(GROUP).scheduledActionNames("none", "good"))
            .failedScheduledActions()
            .stream()
            .map(failure -> failure.scheduledActionName())
            .toList());
    assertEquals(List.of(), actions());
    refused(
        () ->
            client.batchPutScheduledUpdateGroupAction(
                it ->
                    it.autoScalingGroupName(GROUP)
                        .scheduledUpdateGroupActions(java.util.Collections.nCopies(51, good))));
  }

  @Test
  @DisplayName("are notifications, one entry a topic and type; a topic's are replaced as a whole")
  void notifications() {
    for (String type :
        List.of("autoscaling:EC2_INSTANCE_LAUNCH", "autoscaling:EC2_INSTANCE_TERMINATE")) {
      client.putNotificationConfiguration(
          it -> it.autoScalingGroupName(GROUP).topicARN("arn:t").notificationTypes(type));
    }
    assertEquals(
        List.of(
            NotificationConfiguration.builder()
                .autoScalingGroupName(GROUP)
                .topicARN("arn:t")
                .notificationType("autoscaling:EC2_INSTANCE_TERMINATE")
                .build()),
        client
            .describeNotificationConfigurations(it -> it.autoScalingGroupNames(GROUP))
            .notificationConfigurations());
    refused(
        () ->
            client.putNotificationConfiguration(
                it -> it.autoScalingGroupName(GROUP).topicARN("arn:t").notificationTypes("x")));
    client.deleteNotificationConfiguration(it -> it.autoScalingGroupName(GROUP).topicARN("arn:t"));
    refused(
        () ->
            client.deleteNotificationConfiguration(
                it -> it.autoScalingGroupName(GROUP).topicARN("arn:t")));
  }

  @Test
  @DisplayName("is a warm pool, which the group shows, and which no refresh lets be changed")
  void warmPool() {
    refused(() -> client.deleteWarmPool(it -> it.autoScalingGroupName(GROUP)));
    client.putWarmPool(it -> it.autoScalingGroupName(GROUP).maxGroupPreparedCapacity(-1));
    assertEquals("Stopped", described().warmPoolConfiguration().poolStateAsString());
    assertEquals(0, described().warmPoolConfiguration().minSize());
    assertEquals(
        described().warmPoolConfiguration(),
        client.describeWarmPool(it -> it.autoScalingGroupName(GROUP)).warmPoolConfiguration());
    refused(() -> client.putWarmPool(it -> it.autoScalingGroupName(GROUP).minSize(-1)));
    refused(() -> client.describeWarmPool(it -> it.autoScalingGroupName(GROUP).maxRecords(51)));
    client.deleteWarmPool(it -> it.autoScalingGroupName(GROUP));
    assertEquals(null, described().warmPoolConfiguration());
    world.startRefresh("2", 100, 200);
    TrafficSourceIdentifier source =
        TrafficSourceIdentifier.builder().identifier(world.targetGroupArn).build();
    assertThrows(
        InstanceRefreshInProgressException.class,
        () -> client.putWarmPool(it -> it.autoScalingGroupName(GROUP)));
    assertThrows(
        InstanceRefreshInProgressException.class,
        () ->
            client.attachTrafficSources(
                it -> it.autoScalingGroupName(GROUP).trafficSources(source)));
  }

  @Test
  @DisplayName("are metrics: those named, or all")
  void metrics() {
    client.enableMetricsCollection(
        it -> it.autoScalingGroupName(GROUP).granularity("1Minute").metrics("GroupMinSize"));
    assertEquals(
        List.of(EnabledMetric.builder().metric("GroupMinSize").granularity("1Minute").build()),
        described().enabledMetrics());
    client.enableMetricsCollection(it -> it.autoScalingGroupName(GROUP).granularity("1Minute"));
    assertEquals(20, described().enabledMetrics().size());
    client.disableMetricsCollection(it -> it.autoScalingGroupName(GROUP).metrics("GroupMinSize"));
    assertEquals(19, described().enabledMetrics().size());
    client.disableMetricsCollection(it -> it.autoScalingGroupName(GROUP));
    assertEquals(List.of(), described().enabledMetrics());
    refused(
        () ->
            client.enableMetricsCollection(
                it -> it.autoScalingGroupName(GROUP).granularity("1Minute").metrics("Other")));
    refused(
        () ->
            client.enableMetricsCollection(
                it -> it.autoScalingGroupName(GROUP).granularity("5Minutes")));
  }

  @Test
  @DisplayName("are traffic sources: target groups by either call, and others beside them")
  void trafficSources() {
    TrafficSourceIdentifier lattice =
        TrafficSourceIdentifier.builder()
            .identifier("arn:aws:vpc-lattice:eu-west-1:123456789012:targetgroup/tg-1")
            .type("vpc-lattice")
            .build();
    TrafficSourceIdentifier classic =
        TrafficSourceIdentifier.builder().identifier("classic").type("elb").build();
    TrafficSourceIdentifier targetGroup =
        TrafficSourceIdentifier.builder().identifier(world.targetGroupArn).type("elbv2").build();
    client.attachTrafficSources(
        it -> it.autoScalingGroupName(GROUP).trafficSources(lattice, classic));
    assertEquals(List.of(targetGroup, lattice, classic), described().trafficSources());
    assertEquals(List.of("classic"), described().loadBalancerNames());
    client.detachTrafficSources(
        it -> it.autoScalingGroupName(GROUP).trafficSources(targetGroup, classic));
    assertEquals(List.of(), described().targetGroupARNs());
    assertEquals(List.of(lattice), described().trafficSources());
    assertEquals(List.of(), described().loadBalancerNames());
    client.attachTrafficSources(
        it ->
            it.autoScalingGroupName(GROUP)
                .trafficSources(targetGroup.toBuilder().type(null).build()));
    assertEquals(List.of(world.targetGroupArn), described().targetGroupARNs());
    assertEquals(List.of(targetGroup, lattice), described().trafficSources());
    refused(
        () ->
            client.detachTrafficSources(
                it -> it.autoScalingGroupName(GROUP).trafficSources(classic)));
    refused(
        () ->
            client.attachTrafficSources(
                it ->
                    it.autoScalingGroupName(GROUP)
                        .trafficSources(classic.toBuilder().type("other").build())));
  }

  @Test
  @DisplayName("are Classic Load Balancers and other sources from the beginning, in pages")
  void attachedAtCreation() {
    client.createAutoScalingGroup(
        world.request(0).autoScalingGroupName("other").loadBalancerNames("classic").build());
    AutoScalingGroup other =
        client
            .describeAutoScalingGroups(it -> it.autoScalingGroupNames("other"))
            .autoScalingGroups()
            .getFirst();
    assertEquals(List.of("classic"), other.loadBalancerNames());
    assertEquals(
        List.of("elbv2", "elb"),
        other.trafficSources().stream().map(TrafficSourceIdentifier::type).toList());
    var first = client.describeTrafficSources(it -> it.autoScalingGroupName("other").maxRecords(1));
    assertEquals(world.targetGroupArn, first.trafficSources().getFirst().identifier());
    var second =
        client.describeTrafficSources(
            it -> it.autoScalingGroupName("other").maxRecords(1).nextToken(first.nextToken()));
    assertEquals("classic", second.trafficSources().getFirst().identifier());
    assertEquals(null, second.nextToken());
    assertThrows(
        InvalidNextTokenException.class,
        () ->
            client.describeLoadBalancerTargetGroups(
                it -> it.autoScalingGroupName("other").nextToken("x")));
    refused(
        () ->
            client.describeLoadBalancerTargetGroups(
                it -> it.autoScalingGroupName("other").maxRecords(101)));
  }

  @Test
  @DisplayName("are tags, each of which names its group")
  void tags() {
    assertEquals(
        "A tag needs the name of its group as its ResourceId.",
        refused(() -> client.createOrUpdateTags(it -> it.tags(Tag.builder().key("k").build()))));
    assertEquals(
        "1 validation error detected: Value null at 'tags.1.member.key' failed to satisfy"
            + " constraint: Member must not be null",
        refused(() -> client.deleteTags(it -> it.tags(Tag.builder().resourceId(GROUP).build()))));
  }

  @Test
  @DisplayName("goes with the group: one made anew under the same name has none of it")
  void goneWithTheGroup() {
    putHook(1);
    client.putScalingPolicy(step("out").build());
    client.deleteAutoScalingGroup(it -> it.autoScalingGroupName(GROUP).forceDelete(true));
    world.runFor(Duration.ofMinutes(30));
    assertEquals(List.of(), client.describePolicies().scalingPolicies());
    client.createAutoScalingGroup(world.request(1).build());
    assertEquals(List.of(), hooks());
    assertEquals(List.of(), client.describePolicies().scalingPolicies());
  }
}
