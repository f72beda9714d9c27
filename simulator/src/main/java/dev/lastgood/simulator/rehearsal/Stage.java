package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Alarm;
import dev.lastgood.functions.config.GroupSelection;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.detect.DetectHandler;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.policy.AnswerHandler;
import dev.lastgood.simulator.application.ApplicationBehaviour;
import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.autoscaling.GroupInstance;
import dev.lastgood.simulator.autoscaling.GroupListener;
import dev.lastgood.simulator.cloudwatch.MetricFeed;
import dev.lastgood.simulator.cloudwatch.MetricId;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.invariant.Truth;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.lambda.FunctionSettings;
import dev.lastgood.simulator.loadbalancing.TargetGroupSettings;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRequirements;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * A team's service in a simulated account: one group of ten instances behind a load balancer, on
 * the {@code $Latest} version of its launch template, with an alarm on the share of failing
 * requests. All of it has been running for a day.
 */
final class Stage implements Truth, GroupListener {
  /** How many instances the group has when all is well. */
  static final int CAPACITY = 10;

  /** The image that works. */
  static final String GOOD_IMAGE = "ami-0a1b2c3d4e5f60001";

  /** The image that does not. */
  static final String BAD_IMAGE = "ami-0a1b2c3d4e5f60002";

  /** How many instances the warm pool has at least, where there is one. */
  private static final int WARM = 2;

  private static final List<String> INSTANCE_TYPES = List.of("m7g.large", "m6g.large");
  private static final InstanceRequirements REQUIREMENTS =
      InstanceRequirements.builder()
          .vCpuCount(range -> range.min(2).max(4))
          .memoryMiB(range -> range.min(8192).max(16384))
          .build();
  private static final String SECURITY_GROUP = "sg-0123456789abcdef0";
  private static final String GOOD_PARAMETER = "/images/web/1";
  private static final String BAD_PARAMETER = "/images/web/2";
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);
  private static final int DEREGISTRATION_DELAY_SECONDS = 60;
  private static final double ERROR_THRESHOLD_PERCENT = 5;

  private final SimulatedWorld world;
  private final Installation installation;
  private final Target target;
  private final Origin origin;
  private final String targetGroupArn;
  private final String templateId;
  private final Map<String, Instant> alarmsOkSince = new TreeMap<>();
  private Instant restoredSince = Instant.MIN;

  Stage(SimulatedWorld world, Installation installation, Target target, Origin origin) {
    this.world = world;
    this.installation = installation;
    this.target = target;
    this.origin = origin;
    Instant since = WorldSettings.START.minus(Duration.ofDays(1));
    Timing boot = new Timing(target.startupSeconds(), 2.0 * target.startupSeconds());
    world.applications().image(GOOD_IMAGE, ApplicationBehaviour.GOOD.withBoot(boot));
    world.applications().image(BAD_IMAGE, ApplicationBehaviour.GOOD.withBoot(boot));
    world.ec2().registerImage(GOOD_IMAGE, "web 1");
    world.ec2().registerImage(BAD_IMAGE, "web 2");
    world.ec2().imageParameter(GOOD_PARAMETER, GOOD_IMAGE);
    world.ec2().imageParameter(BAD_PARAMETER, BAD_IMAGE);
    world.ec2().prerequisites().addSecurityGroup(SECURITY_GROUP, "web");
    for (String zone : List.of("a", "b", "c")) {
      world.ec2().addSubnet("subnet-0000000000000000" + zone, region() + zone, 200);
    }
    this.targetGroupArn =
        world
            .loadBalancing()
            .createTargetGroup(
                TargetGroupSettings.usual(target.id())
                    .withChecks(10, 2, 2)
                    .withDeregistrationDelay(DEREGISTRATION_DELAY_SECONDS));
    this.templateId =
        world
            .ec2()
            .client()
            .createLaunchTemplate(
                CreateLaunchTemplateRequest.builder()
                    .launchTemplateName(target.id())
                    .launchTemplateData(data(named(GOOD_IMAGE, GOOD_PARAMETER)))
                    .build())
            .launchTemplate()
            .launchTemplateId();
    world.autoScaling().createSettled(groupAsCreated(), since);
    if (origin == Origin.CONFIGURATION) {
      autoScaling().putWarmPool(request -> request.autoScalingGroupName(groupName()).minSize(WARM));
    }
    MetricId metric = new MetricId("Web", "FailedRequests", Map.of("Service", groupName()));
    MetricFeed feed = world.groupMetrics().errorPercentage(groupName(), metric);
    world.applications().onChange(feed::sample);
    target.alarms().forEach(alarm -> putAlarm(alarm, metric));
    target.probes().forEach(this::deployProbe);
    world.cloudWatch().settle(since);
    target.alarmNames().forEach(name -> alarmsOkSince.put(name, since));
    world.cloudWatch().listen(this::alarmChanged);
    world.autoScaling().listen(this);
    restoredSince = since;
  }

  /** An image as the template names it. */
  private String named(String imageId, String parameter) {
    return switch (origin) {
      case TEMPLATE, CONFIGURATION, MIXED_INSTANCES, INSTANCE_REQUIREMENTS -> imageId;
      case TEMPLATE_AND_PARAMETER -> "resolve:ssm:" + parameter;
    };
  }

  private CreateAutoScalingGroupRequest groupAsCreated() {
    CreateAutoScalingGroupRequest.Builder group =
        CreateAutoScalingGroupRequest.builder()
            .autoScalingGroupName(groupName())
            .minSize(CAPACITY / 2)
            .maxSize(2 * CAPACITY)
            .desiredCapacity(CAPACITY)
            .healthCheckType("ELB")
            .healthCheckGracePeriod(3 * target.startupSeconds())
            .vpcZoneIdentifier(
                "subnet-0000000000000000a,subnet-0000000000000000b,subnet-0000000000000000c")
            .targetGroupARNs(targetGroupArn);
    if (target.autoScalingGroup() instanceof GroupSelection.Tagged tag) {
      group.tags(
          software.amazon.awssdk.services.autoscaling.model.Tag.builder()
              .key(tag.key())
              .value(tag.value())
              .propagateAtLaunch(true)
              .build());
    }
    switch (origin) {
      case TEMPLATE, TEMPLATE_AND_PARAMETER -> group.launchTemplate(latest());
      case CONFIGURATION ->
          group.launchConfigurationName(createLaunchConfiguration("1", GOOD_IMAGE));
      case MIXED_INSTANCES ->
          group.mixedInstancesPolicy(
              policy(
                  INSTANCE_TYPES.stream()
                      .map(type -> LaunchTemplateOverrides.builder().instanceType(type).build())
                      .toList()));
      case INSTANCE_REQUIREMENTS ->
          group.mixedInstancesPolicy(
              policy(
                  List.of(
                      LaunchTemplateOverrides.builder()
                          .instanceRequirements(REQUIREMENTS)
                          .build())));
    }
    return group.build();
  }

  /** Half of what is beyond the first instances may be Spot Instances. */
  private MixedInstancesPolicy policy(List<LaunchTemplateOverrides> overrides) {
    return MixedInstancesPolicy.builder()
        .launchTemplate(
            template -> template.launchTemplateSpecification(latest()).overrides(overrides))
        .instancesDistribution(
            distribution ->
                distribution
                    .onDemandBaseCapacity(CAPACITY / 2)
                    .onDemandPercentageAboveBaseCapacity(50))
        .build();
  }

  private String createLaunchConfiguration(String number, String imageId) {
    String name = target.id() + "-" + number;
    autoScaling()
        .createLaunchConfiguration(
            request ->
                request
                    .launchConfigurationName(name)
                    .imageId(imageId)
                    .instanceType(INSTANCE_TYPES.getFirst())
                    .securityGroups(SECURITY_GROUP));
    return name;
  }

  private void putAlarm(Alarm alarm, MetricId metric) {
    world
        .cloudWatch()
        .client()
        .putMetricAlarm(
            PutMetricAlarmRequest.builder()
                .alarmName(alarm.name())
                // The second way in, beside EventBridge.
                .alarmActions(installation.liveFunction(DetectHandler.class))
                .namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(
                    metric.dimensions().entrySet().stream()
                        .map(
                            entry ->
                                Dimension.builder()
                                    .name(entry.getKey())
                                    .value(entry.getValue())
                                    .build())
                        .toList())
                .statistic(Statistic.AVERAGE)
                .period(alarm.periodSeconds())
                .evaluationPeriods(alarm.evaluationPeriods())
                .datapointsToAlarm(alarm.datapointsToAlarm())
                .threshold(ERROR_THRESHOLD_PERCENT)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .build());
  }

  /**
   * The team has the group launch a bad version from now on.
   *
   * @return what they did, in a sentence
   */
  String publishBadVersion() {
    if (!origin.usesTemplate()) {
      String name = createLaunchConfiguration("2", BAD_IMAGE);
      autoScaling()
          .updateAutoScalingGroup(
              request -> request.autoScalingGroupName(groupName()).launchConfigurationName(name));
      return "A new launch configuration is created, and the group is updated to it.";
    }
    world
        .ec2()
        .client()
        .createLaunchTemplateVersion(
            CreateLaunchTemplateVersionRequest.builder()
                .launchTemplateId(templateId)
                .launchTemplateData(data(named(BAD_IMAGE, BAD_PARAMETER)))
                .build());
    return "A new launch template version is published: $Latest means 2 now.";
  }

  /**
   * The team rolls out what the group launches now, as fast as loses no capacity.
   *
   * @return the instance refresh's id
   */
  String rollOut() {
    return autoScaling()
        .startInstanceRefresh(
            StartInstanceRefreshRequest.builder()
                .autoScalingGroupName(groupName())
                .preferences(
                    RefreshPreferences.builder()
                        .minHealthyPercentage(100)
                        .maxHealthyPercentage(200)
                        .instanceWarmup(15)
                        .build())
                .build())
        .instanceRefreshId();
  }

  /** The team's own function, which looks whether enough instances serve requests. */
  private void deployProbe(String name) {
    world
        .lambda()
        .register(
            FunctionSettings.of(name, PROBE_TIMEOUT),
            _ -> new Probe(() -> healthy() > 0 && group().servingCount() >= healthy()));
  }

  /** The function that people's answers go to. */
  String answerFunction() {
    return installation.liveFunction(AnswerHandler.class);
  }

  /** Nobody finds a function of Lastgood by its alias any more. */
  void deleteAlias(Class<? extends JsonHandler<?, ?>> handler) {
    String live = installation.liveFunction(handler);
    world
        .lambda()
        .deleteAlias(installation.functionName(handler), live.substring(live.lastIndexOf(':') + 1));
  }

  /** An event comes to a function of Lastgood, from wherever. */
  void invoke(Class<? extends JsonHandler<?, ?>> handler, Object event) {
    world.lambda().invokeAsync(installation.liveFunction(handler), event);
  }

  /** The team's instances are registered with another target group, on a port without answer. */
  void swapTargetGroup() {
    String other =
        world
            .loadBalancing()
            .createTargetGroup(
                TargetGroupSettings.usual(target.id() + "-other").onUnansweredPort());
    autoScaling()
        .attachLoadBalancerTargetGroups(
            request -> request.autoScalingGroupName(groupName()).targetGroupARNs(other));
    autoScaling()
        .detachLoadBalancerTargetGroups(
            request -> request.autoScalingGroupName(groupName()).targetGroupARNs(targetGroupArn));
  }

  /** The ARN of an incident's execution. */
  String executionArn(String incidentId) {
    return installation.incidentExecution(incidentId);
  }

  /** The ARN of the machine that incidents are started on. */
  String incidentMachineArn() {
    return installation.incidentMachine();
  }

  AutoScalingClient autoScaling() {
    return world.autoScaling().client();
  }

  SimulatedWorld world() {
    return world;
  }

  Target target() {
    return target;
  }

  Group group() {
    return world.autoScaling().group(groupName()).orElseThrow();
  }

  /**
   * Since when the target has been what it was when all was well; far in the future if it is not.
   */
  Instant restoredSince() {
    return restoredSince;
  }

  /** Since when every alarm has been OK; far in the future if one is not. */
  Instant quietSince() {
    return alarmsOkSince.values().stream().max(Instant::compareTo).orElse(Instant.MAX);
  }

  @Override
  public String targetId() {
    return target.id();
  }

  @Override
  public String groupName() {
    return switch (target.autoScalingGroup()) {
      case GroupSelection.Named named -> named.name();
      case GroupSelection.Tagged _ -> target.id() + "-7f3c21";
    };
  }

  @Override
  public int goodCapacity() {
    return CAPACITY;
  }

  @Override
  public int healthy() {
    return group().healthyCount();
  }

  @Override
  public boolean isRestored() {
    Group group = group();
    for (GroupInstance instance : group.instances()) {
      if (instance.lifecycleState() == LifecycleState.IN_SERVICE
          && !(instance.imageId().equals(GOOD_IMAGE) && instance.healthy() && instance.serving())) {
        return false;
      }
    }
    AutoScalingGroup settings = group.settings();
    return group.servingCount() >= CAPACITY
        && settings.desiredCapacity() >= CAPACITY
        && settings.minSize() >= CAPACITY / 2
        && settings.maxSize() >= 2 * CAPACITY
        && group.activeRefresh().isEmpty();
  }

  @Override
  public boolean isQuiet(Instant now) {
    return !quietSince().isAfter(now.minusSeconds(target.stabilityWindowSeconds()));
  }

  @Override
  public void instanceChanged(Group group, GroupInstance instance) {
    look();
  }

  @Override
  public void settingsChanged(Group group, AutoScalingGroup before) {
    look();
  }

  @Override
  public void refreshChanged(Group group, InstanceRefresh refresh) {
    look();
  }

  private void look() {
    boolean was = !restoredSince.equals(Instant.MAX);
    boolean is = isRestored();
    if (was != is) {
      restoredSince = is ? world.time().now() : Instant.MAX;
    }
  }

  private void alarmChanged(String alarmName, StateValue state) {
    if (alarmsOkSince.containsKey(alarmName)) {
      alarmsOkSince.put(alarmName, state == StateValue.OK ? world.time().now() : Instant.MAX);
    }
  }

  private String region() {
    return world.account().region();
  }

  private LaunchTemplateSpecification latest() {
    return LaunchTemplateSpecification.builder()
        .launchTemplateId(templateId)
        .version("$Latest")
        .build();
  }

  private RequestLaunchTemplateData data(String imageId) {
    RequestLaunchTemplateData.Builder data =
        RequestLaunchTemplateData.builder()
            .imageId(imageId)
            .instanceType(INSTANCE_TYPES.getFirst())
            .securityGroupIds(SECURITY_GROUP)
            .tagSpecifications(tagged(ResourceType.INSTANCE), tagged(ResourceType.VOLUME));
    target.instanceRoles().stream()
        .findFirst()
        .ifPresent(role -> data.iamInstanceProfile(profile -> profile.name(role)));
    return data.build();
  }

  private LaunchTemplateTagSpecificationRequest tagged(ResourceType type) {
    return LaunchTemplateTagSpecificationRequest.builder()
        .resourceType(type)
        .tags(Tag.builder().key("service").value(target.id()).build())
        .build();
  }
}
