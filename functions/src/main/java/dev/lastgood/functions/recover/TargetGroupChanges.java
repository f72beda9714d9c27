package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Obligation;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;

/** The changes to the target groups that a group's instances are registered with. */
final class TargetGroupChanges {
  /** The operation by which instances come to a target group. */
  static final String ATTACH = "AttachLoadBalancerTargetGroups";

  private static final String HEALTH_CHECK = "HealthCheck";

  /** Attaching and detaching take ten target groups a call. */
  private static final int TARGET_GROUPS_MAX = 10;

  private final AutoScalingClient autoScaling;
  private final Mutations mutations;

  TargetGroupChanges(Platform platform, Mutations mutations) {
    this.autoScaling = platform.client(AutoScalingClient.class);
    this.mutations = mutations;
  }

  /** The goal's target groups that the group has not. */
  private static List<String> toAttach(GroupStep step, AutoScalingGroup group) {
    return step.goal().configuration().targetGroupArns().stream()
        .filter(arn -> !group.targetGroupARNs().contains(arn))
        .toList();
  }

  /** The group's target groups that the goal has not. */
  static List<String> toDetach(GroupStep step, AutoScalingGroup group) {
    List<String> goal = step.goal().configuration().targetGroupArns();
    return group.targetGroupARNs().stream().filter(arn -> !goal.contains(arn)).toList();
  }

  /**
   * While target groups are tried out, nobody judges instances by them: what they do not find
   * healthy would be terminated.
   */
  private Chain freezeHealthChecks(GroupStep step, AutoScalingGroup group) {
    if (GroupChanges.suspended(group).contains(HEALTH_CHECK)) {
      return step.chain();
    }
    return mutations.change(
        step,
        new Mutations.Change(
            "SuspendProcesses",
            "Suspend "
                + HEALTH_CHECK
                + ", until the target groups have found the instances healthy.",
            step.goal().configuration().suspendedProcesses().contains(HEALTH_CHECK)
                ? List.of()
                : List.of(
                    new Obligation.ResumeProcesses(
                        "resume-checks-" + step.target().id(),
                        step.target().id(),
                        step.groupName(),
                        List.of(HEALTH_CHECK)))),
        () -> {
          autoScaling.suspendProcesses(
              SuspendProcessesRequest.builder()
                  .autoScalingGroupName(group.autoScalingGroupName())
                  .scalingProcesses(HEALTH_CHECK)
                  .build());
        });
  }

  /** Attaches the goal's target groups that are missing. */
  Chain attach(GroupStep step, AutoScalingGroup group) {
    List<String> missing = toAttach(step, group);
    Chain chain = missing.isEmpty() ? step.chain() : freezeHealthChecks(step, group);
    for (List<String> some : parts(missing)) {
      chain =
          mutations.change(
              step.with(chain),
              new Mutations.Change(ATTACH, "Attach " + String.join(", ", some) + ".", List.of()),
              () -> {
                autoScaling.attachLoadBalancerTargetGroups(
                    AttachLoadBalancerTargetGroupsRequest.builder()
                        .autoScalingGroupName(group.autoScalingGroupName())
                        .targetGroupARNs(some)
                        .build());
              });
    }
    return chain;
  }

  /** Detaches the target groups that the goal has not. */
  Chain detach(GroupStep step, AutoScalingGroup group) {
    Chain chain = step.chain();
    for (List<String> some : parts(toDetach(step, group))) {
      chain =
          mutations.change(
              step.with(chain),
              new Mutations.Change(
                  "DetachLoadBalancerTargetGroups",
                  "Detach " + String.join(", ", some) + ".",
                  List.of()),
              () -> {
                autoScaling.detachLoadBalancerTargetGroups(
                    DetachLoadBalancerTargetGroupsRequest.builder()
                        .autoScalingGroupName(group.autoScalingGroupName())
                        .targetGroupARNs(some)
                        .build());
              });
    }
    return chain;
  }

  private static List<List<String>> parts(List<String> all) {
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += TARGET_GROUPS_MAX) {
      parts.add(all.subList(from, Math.min(all.size(), from + TARGET_GROUPS_MAX)));
    }
    return parts;
  }
}
