package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.Page;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.DeleteNotificationConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteNotificationConfigurationResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeNotificationConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeNotificationConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.NotificationConfiguration;
import software.amazon.awssdk.services.autoscaling.model.PutNotificationConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.PutNotificationConfigurationResponse;

/**
 * Notifications by "PutNotificationConfiguration" of the Auto Scaling API Reference. They are kept
 * and described; nothing is published.
 */
final class NotificationOperations {
  /** "SNS topics per Auto Scaling group", the default quota. */
  private static final int TOPICS_MAX = 10;

  private static final int RECORDS_DEFAULT = 50;
  private static final List<String> TYPES =
      List.of(
          "autoscaling:EC2_INSTANCE_LAUNCH",
          "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
          "autoscaling:EC2_INSTANCE_TERMINATE",
          "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
          "autoscaling:TEST_NOTIFICATION");

  private final World world;
  private final AttachedState<List<String>> typesByTopic;

  NotificationOperations(World world) {
    this.world = world;
    this.typesByTopic = new AttachedState<>(world);
  }

  /** What a topic had before is replaced. */
  PutNotificationConfigurationResponse put(PutNotificationConfigurationRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    for (String type : request.notificationTypes()) {
      if (!TYPES.contains(type)) {
        throw AutoScalingErrors.validation("\"" + type + "\" is not a valid notification type.");
      }
    }
    if (request.notificationTypes().isEmpty()) {
      throw AutoScalingErrors.validation("At least one notification type must be given.");
    }
    if (typesByTopic.find(group, request.topicARN()).isEmpty()
        && typesByTopic.of(group).size() >= TOPICS_MAX) {
      throw AutoScalingErrors.limitExceeded("A group has at most " + TOPICS_MAX + " topics.");
    }
    typesByTopic.put(
        group, request.topicARN(), request.notificationTypes().stream().distinct().toList());
    return PutNotificationConfigurationResponse.builder().build();
  }

  DeleteNotificationConfigurationResponse delete(DeleteNotificationConfigurationRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    typesByTopic
        .remove(group, request.topicARN())
        .orElseThrow(
            () ->
                AutoScalingErrors.validation(
                    "No notification configuration found for topic " + request.topicARN() + "."));
    return DeleteNotificationConfigurationResponse.builder().build();
  }

  /** One entry for each topic and type. */
  DescribeNotificationConfigurationsResponse describe(
      DescribeNotificationConfigurationsRequest request) {
    List<NotificationConfiguration> found =
        world.groups().values().stream()
            .filter(
                group ->
                    request.autoScalingGroupNames().isEmpty()
                        || request.autoScalingGroupNames().contains(group.name()))
            .flatMap(
                group ->
                    typesByTopic.of(group).entrySet().stream()
                        .flatMap(
                            entry ->
                                entry.getValue().stream()
                                    .map(type -> described(group, entry.getKey(), type))))
            .toList();
    Page<NotificationConfiguration> page =
        Page.of(
            found,
            GroupOperations.pageSize(request.maxRecords(), RECORDS_DEFAULT),
            request.nextToken(),
            entry ->
                entry.autoScalingGroupName()
                    + " "
                    + entry.topicARN()
                    + " "
                    + entry.notificationType(),
            AutoScalingErrors::invalidToken);
    return DescribeNotificationConfigurationsResponse.builder()
        .notificationConfigurations(page.items())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  private static NotificationConfiguration described(Group group, String topic, String type) {
    return NotificationConfiguration.builder()
        .autoScalingGroupName(group.name())
        .topicARN(topic)
        .notificationType(type)
        .build();
  }
}
