package dev.lastgood.functions.point;

import java.util.Map;

/**
 * The fields of AWS's model that are no part of a point's identity, and why. All others are: a test
 * walks the SDK's model and fails on a field that is neither captured nor here.
 */
final class LeftOut {
  private static final String GROUP_NAME = "The body says whose it is.";
  private static final String ARN = "AWS gives it; what is made anew has another.";

  /** Of {@code AutoScalingGroup}. */
  static final Map<String, String> OF_GROUP =
      Map.of(
          "AutoScalingGroupName", GROUP_NAME,
          "AutoScalingGroupARN", ARN,
          "CreatedTime", "A time; a group made anew has another.",
          "DesiredCapacity", "Live state, kept with the fleet: demand moves it.",
          "Instances", "Live state, kept with the fleet.",
          "PredictedCapacity", "AWS works it out for predictive scaling.",
          "Status", "It is there only while the group is being deleted.",
          "WarmPoolSize", "Live state; the warm pool's instances are kept with the fleet.");

  /** Of {@code LifecycleHook}. */
  static final Map<String, String> OF_LIFECYCLE_HOOK =
      Map.of(
          "AutoScalingGroupName",
          GROUP_NAME,
          "GlobalTimeout",
          "AWS works it out from the heartbeat timeout.");

  /** Of {@code ScalingPolicy}. */
  static final Map<String, String> OF_SCALING_POLICY =
      Map.of(
          "AutoScalingGroupName",
          GROUP_NAME,
          "PolicyARN",
          ARN + " It is kept as evidence: alarms may name it.");

  /** Of {@code ScheduledUpdateGroupAction}. */
  static final Map<String, String> OF_SCHEDULED_ACTION =
      Map.of(
          "AutoScalingGroupName",
          GROUP_NAME,
          "ScheduledActionARN",
          ARN,
          "StartTime",
          "AWS moves it to the next time whenever a recurring action has run.",
          "Time",
          "An older name of StartTime.");

  /** Of {@code NotificationConfiguration}. */
  static final Map<String, String> OF_NOTIFICATION = Map.of("AutoScalingGroupName", GROUP_NAME);

  /** Of {@code WarmPoolConfiguration}. */
  static final Map<String, String> OF_WARM_POOL =
      Map.of("Status", "It is there only while the warm pool is being deleted.");

  /** Of {@code SuspendedProcess}. */
  static final Map<String, String> OF_SUSPENDED_PROCESS =
      Map.of("SuspensionReason", "It only tells who suspended it, and when.");

  /** Of {@code EnabledMetric}. */
  static final Map<String, String> OF_ENABLED_METRIC = Map.of();

  /** Of {@code TagDescription}. */
  static final Map<String, String> OF_TAG =
      Map.of("ResourceId", GROUP_NAME, "ResourceType", "It is always an Auto Scaling group.");

  /** Of {@code LaunchConfiguration}. */
  static final Map<String, String> OF_LAUNCH_CONFIGURATION =
      Map.of(
          "LaunchConfigurationName",
          "It stands for its data, as a version's number does; kept with the names.",
          "LaunchConfigurationARN",
          ARN,
          "CreatedTime",
          "A time; one made anew has another.");

  /** Of {@code LaunchTemplateSpecification}. */
  static final Map<String, String> OF_TEMPLATE_SPECIFICATION =
      Map.of(
          "LaunchTemplateName", "Another name of the template, whose id is captured.",
          "Version", "It stands for the version's data; kept with the names.");

  /** Of EC2's {@code LaunchTemplateVersion}. */
  static final Map<String, String> OF_TEMPLATE_VERSION =
      Map.of(
          "VersionNumber", "It stands for its data; kept with the names.",
          "LaunchTemplateName", "Another name of the template, whose id is captured.",
          "VersionDescription", "It only describes.",
          "CreateTime", "A time; a version made anew has another.",
          "CreatedBy", "It only tells who made it.",
          "DefaultVersion", "It moves without a change to the version.",
          "Operator", "It only tells which AWS service manages the template.");

  private LeftOut() {}
}
