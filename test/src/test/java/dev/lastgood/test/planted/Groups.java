package dev.lastgood.test.planted;

import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;

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
}
