package dev.lastgood.functions.point;

import dev.lastgood.functions.handler.Pages;
import dev.lastgood.functions.handler.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Alarm;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeNotificationConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeNotificationConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.NotificationConfiguration;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;

/** Reads what is attached to a group: four calls, and more where an answer has several pages. */
final class AttachmentsReader {
  private static final String TARGET_TRACKING = "TargetTrackingScaling";
  private static final String ALARMS = "Alarms";

  private final AutoScalingClient autoScaling;

  AttachmentsReader(Platform platform) {
    this.autoScaling = platform.client(AutoScalingClient.class);
  }

  /**
   * What is attached to a group.
   *
   * @param attachments what can be restored
   * @param evidence what was seen besides: ARNs and alarms of policies, actions that run once
   */
  record Read(Attachments attachments, SortedMap<String, Object> evidence) {}

  Read read(String groupName) {
    List<LifecycleHook> hooks =
        autoScaling
            .describeLifecycleHooks(
                DescribeLifecycleHooksRequest.builder().autoScalingGroupName(groupName).build())
            .lifecycleHooks();
    return of(hooks, policies(groupName), actions(groupName), notifications(groupName));
  }

  /** What is made of AWS's answers; has no effects. */
  static Read of(
      List<LifecycleHook> hooks,
      List<ScalingPolicy> policies,
      List<ScheduledUpdateGroupAction> actions,
      List<NotificationConfiguration> notifications) {
    TreeMap<String, Map<String, Object>> hooksByName = new TreeMap<>();
    for (LifecycleHook hook : hooks) {
      hooksByName.put(
          hook.lifecycleHookName(), SdkJson.of(hook, LeftOut.OF_LIFECYCLE_HOOK.keySet()));
    }
    TreeMap<String, Map<String, Object>> policiesByName = new TreeMap<>();
    TreeMap<String, Object> arns = new TreeMap<>();
    TreeMap<String, Object> alarms = new TreeMap<>();
    for (ScalingPolicy policy : policies) {
      Map<String, Object> fields = SdkJson.of(policy, LeftOut.OF_SCALING_POLICY.keySet());
      List<String> names = policy.alarms().stream().map(Alarm::alarmName).sorted().toList();
      fields.remove(ALARMS);
      // AWS makes the alarms of target tracking itself, under other names each time.
      if (!TARGET_TRACKING.equals(policy.policyType()) && !names.isEmpty()) {
        fields.put(ALARMS, names);
      }
      policiesByName.put(policy.policyName(), fields);
      if (policy.policyARN() != null) {
        arns.put(policy.policyName(), policy.policyARN());
      }
      if (!names.isEmpty()) {
        alarms.put(policy.policyName(), names);
      }
    }
    TreeMap<String, Map<String, Object>> actionsByName = new TreeMap<>();
    TreeMap<String, Object> once = new TreeMap<>();
    for (ScheduledUpdateGroupAction action : actions) {
      if (action.recurrence() == null) {
        once.put(action.scheduledActionName(), SdkJson.of(action));
      } else {
        actionsByName.put(
            action.scheduledActionName(), SdkJson.of(action, LeftOut.OF_SCHEDULED_ACTION.keySet()));
      }
    }
    TreeMap<String, List<String>> typesByTopic = new TreeMap<>();
    for (NotificationConfiguration notification : notifications) {
      typesByTopic
          .computeIfAbsent(notification.topicARN(), _ -> new ArrayList<>())
          .add(notification.notificationType());
    }
    TreeMap<String, Object> evidence = new TreeMap<>();
    put(evidence, "PolicyARNs", arns);
    put(evidence, "PolicyAlarms", alarms);
    put(evidence, "ScheduledOnce", once);
    return new Read(
        new Attachments(hooksByName, policiesByName, actionsByName, typesByTopic), evidence);
  }

  private static void put(
      SortedMap<String, Object> evidence, String name, SortedMap<String, Object> found) {
    if (!found.isEmpty()) {
      evidence.put(name, found);
    }
  }

  private List<ScalingPolicy> policies(String groupName) {
    return Pages.all(
        token ->
            autoScaling.describePolicies(
                DescribePoliciesRequest.builder()
                    .autoScalingGroupName(groupName)
                    .maxRecords(GroupReader.RECORDS_MAX)
                    .nextToken(token)
                    .build()),
        DescribePoliciesResponse::scalingPolicies,
        DescribePoliciesResponse::nextToken);
  }

  private List<ScheduledUpdateGroupAction> actions(String groupName) {
    return Pages.all(
        token ->
            autoScaling.describeScheduledActions(
                DescribeScheduledActionsRequest.builder()
                    .autoScalingGroupName(groupName)
                    .maxRecords(GroupReader.RECORDS_MAX)
                    .nextToken(token)
                    .build()),
        DescribeScheduledActionsResponse::scheduledUpdateGroupActions,
        DescribeScheduledActionsResponse::nextToken);
  }

  private List<NotificationConfiguration> notifications(String groupName) {
    return Pages.all(
        token ->
            autoScaling.describeNotificationConfigurations(
                DescribeNotificationConfigurationsRequest.builder()
                    .autoScalingGroupNames(groupName)
                    .maxRecords(GroupReader.RECORDS_MAX)
                    .nextToken(token)
                    .build()),
        DescribeNotificationConfigurationsResponse::notificationConfigurations,
        DescribeNotificationConfigurationsResponse::nextToken);
  }
}
