package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.Ids;
import dev.lastgood.simulator.kernel.EventSink;
import dev.lastgood.simulator.kernel.ServiceEvent;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;

/** The events of "Amazon EC2 Auto Scaling events reference"; all are best effort. */
final class AutoScalingEvents {
  private final EventSink sink;
  private final Ids ids;
  private final VirtualTime time;

  AutoScalingEvents(EventSink sink, Ids ids, VirtualTime time) {
    this.sink = sink;
    this.ids = ids;
    this.time = time;
  }

  void launched(Group group, Activities.Entry activity, GroupInstance instance) {
    instanceEvent("EC2 Instance Launch Successful", "InProgress", group, activity, instance);
  }

  void terminated(Group group, Activities.Entry activity, GroupInstance instance) {
    instanceEvent("EC2 Instance Terminate Successful", "InProgress", group, activity, instance);
  }

  private void instanceEvent(
      String type,
      String statusCode,
      Group group,
      Activities.Entry activity,
      GroupInstance instance) {
    publish(
        type,
        List.of(group.settings().autoScalingGroupARN(), instanceArn(group, instance.id())),
        detail(
            statusCode,
            group,
            activity,
            new Activities.Place(instance.ec2().order().subnetId(), instance.availabilityZone()),
            "",
            instance.id()));
  }

  void launchFailed(
      Group group, Activities.Entry activity, Activities.Place place, String message) {
    publish(
        "EC2 Instance Launch Unsuccessful",
        List.of(group.settings().autoScalingGroupARN(), instanceArn(group, "")),
        detail("Failed", group, activity, place, message, ""));
  }

  /** Tells whoever completes the action of a hook that an instance waits for it. */
  void lifecycleAction(GroupInstance instance, LifecycleHook hook, String token) {
    boolean launching = hook.lifecycleTransition().equals(LifecycleActions.LAUNCHING);
    Group group = instance.group();
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("LifecycleActionToken", token);
    detail.put("AutoScalingGroupName", group.name());
    detail.put("LifecycleHookName", hook.lifecycleHookName());
    detail.put("EC2InstanceId", instance.id());
    detail.put("LifecycleTransition", hook.lifecycleTransition());
    if (hook.notificationMetadata() != null) {
      detail.put("NotificationMetadata", hook.notificationMetadata());
    }
    detail.put("Origin", launching ? "EC2" : "AutoScalingGroup");
    detail.put("Destination", launching ? "AutoScalingGroup" : "EC2");
    publish(
        "EC2 Instance-" + (launching ? "launch" : "terminate") + " Lifecycle Action",
        List.of(group.settings().autoScalingGroupARN()),
        detail);
  }

  void refresh(Refresh refresh, String what) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("InstanceRefreshId", refresh.id());
    detail.put("AutoScalingGroupName", refresh.group().name());
    publish(
        "EC2 Auto Scaling Instance Refresh " + what,
        List.of(refresh.group().settings().autoScalingGroupARN()),
        detail);
  }

  private Map<String, Object> detail(
      String statusCode,
      Group group,
      Activities.Entry activity,
      Activities.Place place,
      String statusMessage,
      String instanceId) {
    Map<String, Object> where = new LinkedHashMap<>();
    where.put("Availability Zone", place.availabilityZone());
    where.put("Subnet ID", place.subnetId());
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("StatusCode", statusCode);
    detail.put("Description", activity.description());
    detail.put("AutoScalingGroupName", group.name());
    detail.put("ActivityId", activity.id());
    detail.put("Details", where);
    detail.put("RequestId", ids.uuid());
    detail.put("StatusMessage", statusMessage);
    detail.put("EndTime", time.now().toString());
    detail.put("EC2InstanceId", instanceId);
    detail.put("StartTime", activity.startedAt().toString());
    detail.put("Cause", activity.cause());
    return detail;
  }

  private static String instanceArn(Group group, String instanceId) {
    String[] parts = group.settings().autoScalingGroupARN().split(":", 6);
    return "arn:aws:ec2:" + parts[3] + ":" + parts[4] + ":instance/" + instanceId;
  }

  private void publish(String type, List<String> resources, Map<String, Object> detail) {
    sink.publish(
        new ServiceEvent(
            "aws.autoscaling", type, resources, detail, ServiceEvent.Delivery.BEST_EFFORT));
  }
}
