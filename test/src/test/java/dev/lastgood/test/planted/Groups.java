package dev.lastgood.test.planted;

import dev.lastgood.functions.config.GroupOwner;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** What is made of answers about groups by mistake. */
final class Groups {
  private Groups() {}

  static DescribeAutoScalingGroupsResponse each(
      DescribeAutoScalingGroupsResponse answer, UnaryOperator<AutoScalingGroup> changed) {
    return answer.toBuilder()
        .autoScalingGroups(answer.autoScalingGroups().stream().map(changed).toList())
        .build();
  }

  /** Takes each instance for one that runs what its group launches from. */
  static AutoScalingGroup asTold(AutoScalingGroup group) {
    return group.launchTemplate() == null
        ? group
        : group.toBuilder()
            .instances(
                group.instances().stream()
                    .map(
                        instance ->
                            instance.toBuilder().launchTemplate(group.launchTemplate()).build())
                    .toList())
            .build();
  }

  /** Takes what a stack's group has for all that it is to have, and well. */
  static AutoScalingGroup ofStackAsWhole(AutoScalingGroup group) {
    if (group.tags().stream().noneMatch(tag -> tag.key().equals(GroupOwner.STACK.tagKey()))) {
      return group;
    }
    return group.toBuilder()
        .desiredCapacity(group.instances().size())
        .instances(
            group.instances().stream()
                .map(
                    instance ->
                        instance.toBuilder()
                            .lifecycleState(LifecycleState.IN_SERVICE)
                            .healthStatus("Healthy")
                            .build())
                .toList())
        .build();
  }
}
