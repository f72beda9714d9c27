package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.kernel.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;

/** What calls to Auto Scaling, CloudWatch, EC2, its quotas and Elastic Load Balancing ask for. */
final class ComputeAccess {
  private static final String ANY = "*";

  private final Arns arns;
  private final GroupDirectory groups;
  private final Map<String, String> context;

  ComputeAccess(Arns arns, GroupDirectory groups, Map<String, String> context) {
    this.arns = arns;
    this.groups = groups;
    this.context = context;
  }

  List<Access> autoScaling(Operation operation, Object request) {
    return switch (operation.name()) {
      case "DescribeAutoScalingGroups",
          "DescribeScalingActivities",
          "DescribeInstanceRefreshes",
          "DescribeTags",
          "DescribeLoadBalancerTargetGroups",
          "DescribeTrafficSources",
          "DescribeAutoScalingInstances",
          "DescribeLifecycleHooks",
          "DescribePolicies",
          "DescribeScheduledActions",
          "DescribeNotificationConfigurations",
          "DescribeLaunchConfigurations",
          "DescribeWarmPool" ->
          on(operation, Stream.of(ANY));
      case "CreateAutoScalingGroup" ->
          on(
              operation,
              Stream.of(
                  madeGroup(((CreateAutoScalingGroupRequest) request).autoScalingGroupName())));
      case "CreateOrUpdateTags" ->
          on(operation, tagged(((CreateOrUpdateTagsRequest) request).tags()));
      case "DeleteTags" -> on(operation, tagged(((DeleteTagsRequest) request).tags()));
      case "UpdateAutoScalingGroup",
          "DeleteAutoScalingGroup",
          "SetDesiredCapacity",
          "StartInstanceRefresh",
          "CancelInstanceRefresh",
          "RollbackInstanceRefresh",
          "SuspendProcesses",
          "ResumeProcesses",
          "AttachLoadBalancerTargetGroups",
          "DetachLoadBalancerTargetGroups",
          "SetInstanceProtection",
          "EnterStandby",
          "ExitStandby" ->
          onGroup(
              operation,
              text(request, "AutoScalingGroupName").orElseThrow(() -> nameless(operation)));
      // These name an instance alone; what is asked for is the right to its group.
      case "SetInstanceHealth", "TerminateInstanceInAutoScalingGroup" ->
          text(request, "InstanceId")
              .flatMap(groups::groupOf)
              .map(group -> onGroup(operation, group))
              .orElseGet(() -> on(operation, Stream.of(madeGroup(ANY))));
      default -> throw RequestedAccess.unmapped(operation);
    };
  }

  private List<Access> onGroup(Operation operation, String groupName) {
    Map<String, String> known = new HashMap<>(context);
    groups
        .tags(groupName)
        .forEach(
            (key, value) -> {
              known.put("aws:ResourceTag/" + key, value);
              known.put("autoscaling:ResourceTag/" + key, value);
            });
    return List.of(
        new Access(operation.service() + ":" + operation.name(), groups.arn(groupName), known));
  }

  private Stream<String> tagged(List<Tag> tags) {
    return tags.stream().map(Tag::resourceId).map(groups::arn);
  }

  private String madeGroup(String name) {
    return arns.arn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/" + name);
  }

  List<Access> cloudWatch(Operation operation, Object request) {
    return switch (operation.name()) {
      case "PutMetricAlarm" ->
          on(operation, alarms(List.of(((PutMetricAlarmRequest) request).alarmName())));
      case "DeleteAlarms" -> on(operation, alarms(((DeleteAlarmsRequest) request).alarmNames()));
      case "SetAlarmState" ->
          on(operation, alarms(List.of(((SetAlarmStateRequest) request).alarmName())));
      case "GetMetricStatistics" -> on(operation, Stream.of(ANY));
      case "DescribeAlarms" -> on(operation, described((DescribeAlarmsRequest) request));
      case "DescribeAlarmHistory" ->
          on(
              operation,
              alarms(
                  Optional.ofNullable(((DescribeAlarmHistoryRequest) request).alarmName()).stream()
                      .toList()));
      default -> throw RequestedAccess.unmapped(operation);
    };
  }

  /**
   * Composite alarms are told to whoever may describe everything alone; see DescribeAlarms in the
   * Amazon CloudWatch API Reference.
   */
  private Stream<String> described(DescribeAlarmsRequest request) {
    return request.alarmTypes().contains(AlarmType.COMPOSITE_ALARM)
        ? Stream.of(ANY)
        : alarms(request.alarmNames());
  }

  private Stream<String> alarms(List<String> names) {
    return (names.isEmpty() ? Stream.of(ANY) : names.stream())
        .map(name -> arns.arn("cloudwatch", "alarm:" + name));
  }

  List<Access> ec2(Operation operation, Object request) {
    return switch (operation.name()) {
      case "DescribeLaunchTemplates",
          "DescribeLaunchTemplateVersions",
          "DescribeImages",
          "DescribeInstances",
          "DescribeInstanceTypes",
          "DescribeKeyPairs",
          "DescribeSecurityGroups",
          "DescribeSnapshots",
          "DescribeSubnets" ->
          on(operation, Stream.of(ANY));
      case "CreateLaunchTemplate" -> on(operation, Stream.of(template(ANY)));
      case "CreateLaunchTemplateVersion",
          "ModifyLaunchTemplate",
          "DeleteLaunchTemplate",
          "DeleteLaunchTemplateVersions" ->
          on(operation, Stream.of(template(text(request, "LaunchTemplateId").orElse(ANY))));
      // What it launches from and into, and what it tags, is checked as of every launch: by
      // LaunchChecks.
      case "RunInstances" ->
          on(
              operation,
              Stream.of(
                  arns.arn("ec2", "instance/*"),
                  arns.arn("ec2", "network-interface/*"),
                  arns.arn("ec2", "volume/*")));
      default -> throw RequestedAccess.unmapped(operation);
    };
  }

  private String template(String id) {
    return arns.arn("ec2", "launch-template/" + id);
  }

  List<Access> serviceQuotas(Operation operation) {
    return switch (operation.name()) {
      case "GetServiceQuota" -> on(operation, Stream.of(ANY));
      default -> throw RequestedAccess.unmapped(operation);
    };
  }

  List<Access> loadBalancing(Operation operation) {
    return switch (operation.name()) {
      case "DescribeTargetGroups", "DescribeTargetGroupAttributes", "DescribeTargetHealth" ->
          on(operation, Stream.of(ANY));
      default -> throw RequestedAccess.unmapped(operation);
    };
  }

  private List<Access> on(Operation operation, Stream<String> resources) {
    return resources
        .distinct()
        .map(
            resource -> new Access(operation.service() + ":" + operation.name(), resource, context))
        .toList();
  }

  /** A member that many requests have under one name. */
  private static Optional<String> text(Object request, String member) {
    return ((SdkPojo) request)
        .sdkFields().stream()
            .filter(field -> field.memberName().equals(member))
            .findFirst()
            .map(field -> (String) field.getValueOrDefault(request));
  }

  private static IllegalArgumentException nameless(Operation operation) {
    return new IllegalArgumentException(operation.name() + " names no group.");
  }
}
