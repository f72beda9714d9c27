package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.point.GroupConfiguration;
import dev.lastgood.functions.point.LaunchUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/** The changes to a group that actions are made of; each makes only the calls that are needed. */
final class GroupChanges {
  /**
   * A schedule could set the capacity back while it is being restored. Everything else goes on:
   * scaling out stays possible, unhealthy instances are replaced.
   */
  private static final String SCHEDULES = "ScheduledActions";

  private static final String HEALTH_CHECK = "HealthCheck";

  /** The operation by which instances come to a target group. */
  static final String ATTACH = "AttachLoadBalancerTargetGroups";

  private static final List<String> ADDING = List.of("Launch", "AddToLoadBalancer");

  /** Attaching and detaching take ten target groups a call. */
  private static final int TARGET_GROUPS_MAX = 10;

  private final AutoScalingClient autoScaling;
  private final Mutations mutations;

  GroupChanges(Platform platform, Mutations mutations) {
    this.autoScaling = platform.client(AutoScalingClient.class);
    this.mutations = mutations;
  }

  static List<String> suspended(AutoScalingGroup group) {
    return group.suspendedProcesses().stream().map(SuspendedProcess::processName).sorted().toList();
  }

  /**
   * The capacity in service, in the units of the desired capacity: weights, where there are any.
   */
  static int inService(AutoScalingGroup group) {
    return group.instances().stream()
        .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE)
        .mapToInt(
            instance ->
                instance.weightedCapacity() == null
                    ? 1
                    : Integer.parseInt(instance.weightedCapacity()))
        .sum();
  }

  /** Keeps schedules from setting the capacity back, until the obligation is met. */
  Chain freezeSchedules(Step step, AutoScalingGroup group) {
    boolean frozen = suspended(group).contains(SCHEDULES);
    boolean frozenAtThePoint = step.goal().configuration().suspendedProcesses().contains(SCHEDULES);
    Obligation resume =
        new Obligation.ResumeProcesses(
            "resume-" + step.target().id(),
            step.target().id(),
            step.groupName(),
            List.of(SCHEDULES));
    // Schedules that somebody else froze have to run again too, which is owed only once it is said.
    if (frozen && (frozenAtThePoint || step.chain().openObligations().contains(resume))) {
      return step.chain();
    }
    return change(
        step,
        "SuspendProcesses",
        "Suspend " + SCHEDULES + ", so that no schedule undoes the recovery.",
        frozenAtThePoint ? List.of() : List.of(resume),
        () -> {
          autoScaling.suspendProcesses(
              SuspendProcessesRequest.builder()
                  .autoScalingGroupName(group.autoScalingGroupName())
                  .scalingProcesses(SCHEDULES)
                  .build());
        });
  }

  /** Keeps scale-in from taking what serves while instances are replaced. */
  Chain raiseMinimum(Step step, AutoScalingGroup group) {
    GroupConfiguration goal = step.goal().configuration();
    int raised =
        Math.min(
            Math.max(goal.minSize(), inService(group)),
            Math.min(group.maxSize(), group.desiredCapacity()));
    if (raised <= group.minSize()) {
      return step.chain();
    }
    int minimum = Math.min(goal.minSize(), raised);
    Obligation restore =
        new Obligation.RestoreMinimum(
            "minimum-" + step.target().id(), step.target().id(), step.groupName(), raised, minimum);
    return change(
        step,
        "UpdateAutoScalingGroup",
        "Raise the minimum from " + group.minSize() + " to " + raised + ".",
        List.of(restore),
        () -> {
          autoScaling.updateAutoScalingGroup(
              UpdateAutoScalingGroupRequest.builder()
                  .autoScalingGroupName(group.autoScalingGroupName())
                  .minSize(raised)
                  .build());
        });
  }

  /** Keeps the group from scaling in to what it wants, as far as its maximum allows. */
  Chain keepCapacity(Step step, AutoScalingGroup group, int capacity) {
    int desired = Math.min(capacity, group.maxSize());
    if (desired <= group.desiredCapacity()) {
      return step.chain();
    }
    return change(
        step,
        "UpdateAutoScalingGroup",
        "Raise the desired capacity from "
            + group.desiredCapacity()
            + " to "
            + desired
            + ", so that nothing that serves is taken for what does not yet.",
        List.of(),
        () -> {
          autoScaling.updateAutoScalingGroup(
              UpdateAutoScalingGroupRequest.builder()
                  .autoScalingGroupName(group.autoScalingGroupName())
                  .desiredCapacity(desired)
                  .build());
        });
  }

  /** Sets capacity, zones and health checks as the goal has them; capacity is never lowered. */
  Chain restoreSettings(Step step, AutoScalingGroup group) {
    GroupConfiguration goal = step.goal().configuration();
    int desired = Math.max(step.goal().fleet().desiredCapacity(), group.desiredCapacity());
    int maximum = Math.max(goal.maxSize(), desired);
    // A minimum below what the goal asks never takes an instance away, so it is safe to set at
    // once.
    int minimum = Math.min(goal.minSize(), maximum);
    String subnets = String.join(",", goal.subnetIds());
    boolean sameSubnets =
        subnets.isEmpty()
            || goal.subnetIds()
                .equals(
                    group.vpcZoneIdentifier() == null
                        ? List.of()
                        : List.of(group.vpcZoneIdentifier().split(",")).stream().sorted().toList());
    if (group.minSize() == minimum
        && group.maxSize() == maximum
        && group.desiredCapacity() == desired
        && sameSubnets
        && goal.healthCheckType().equals(group.healthCheckType())
        && goal.healthCheckGracePeriodSeconds() == group.healthCheckGracePeriod()) {
      return step.chain();
    }
    return change(
        step,
        "UpdateAutoScalingGroup",
        "Set minimum "
            + minimum
            + ", maximum "
            + maximum
            + ", desired capacity "
            + desired
            + ", health check "
            + goal.healthCheckType()
            + " after "
            + goal.healthCheckGracePeriodSeconds()
            + " s.",
        List.of(),
        () -> {
          UpdateAutoScalingGroupRequest.Builder request =
              UpdateAutoScalingGroupRequest.builder()
                  .autoScalingGroupName(group.autoScalingGroupName())
                  .minSize(minimum)
                  .maxSize(maximum)
                  .desiredCapacity(desired)
                  .healthCheckType(goal.healthCheckType())
                  .healthCheckGracePeriod(goal.healthCheckGracePeriodSeconds());
          if (!sameSubnets) {
            request.vpcZoneIdentifier(subnets);
          }
          autoScaling.updateAutoScalingGroup(request.build());
        });
  }

  /** Has the group launch from what the goal launches from, from now on. */
  Chain launchFromGoal(Step step, AutoScalingGroup group) {
    LaunchUpdate update = LaunchUpdate.of(step.goal());
    if (update.isSetOn(group)) {
      return step.chain();
    }
    return change(
        step,
        "UpdateAutoScalingGroup",
        "Launch from " + update.says() + ".",
        List.of(),
        () -> {
          UpdateAutoScalingGroupRequest.Builder request =
              UpdateAutoScalingGroupRequest.builder()
                  .autoScalingGroupName(group.autoScalingGroupName());
          update.into(request);
          autoScaling.updateAutoScalingGroup(request.build());
        });
  }

  /** What starts instances and brings them requests, first of all: the rest needs it. */
  Chain resumeWhatAdds(Step step, AutoScalingGroup group) {
    return restoreProcesses(step, group, ADDING::contains);
  }

  /**
   * What finds instances unhealthy and takes them away, when health is found by the right checks
   * again. Before that it would take what is well.
   */
  Chain restoreOtherProcesses(Step step, AutoScalingGroup group) {
    return restoreProcesses(step, group, name -> !ADDING.contains(name));
  }

  /** Suspends and resumes processes until the goal's are suspended, our own freeze aside. */
  private Chain restoreProcesses(Step step, AutoScalingGroup group, Predicate<String> which) {
    List<String> goal = step.goal().configuration().suspendedProcesses();
    List<String> live = suspended(group);
    List<String> resume =
        live.stream()
            .filter(which)
            .filter(name -> !goal.contains(name) && !name.equals(SCHEDULES))
            .toList();
    List<String> suspend =
        goal.stream().filter(which).filter(name -> !live.contains(name)).toList();
    Chain chain = step.chain();
    if (!resume.isEmpty()) {
      chain =
          change(
              step.with(chain),
              "ResumeProcesses",
              "Resume " + String.join(", ", resume) + ".",
              List.of(),
              () -> {
                autoScaling.resumeProcesses(
                    ResumeProcessesRequest.builder()
                        .autoScalingGroupName(group.autoScalingGroupName())
                        .scalingProcesses(resume)
                        .build());
              });
    }
    if (!suspend.isEmpty()) {
      chain =
          change(
              step.with(chain),
              "SuspendProcesses",
              "Suspend " + String.join(", ", suspend) + ".",
              List.of(),
              () -> {
                autoScaling.suspendProcesses(
                    SuspendProcessesRequest.builder()
                        .autoScalingGroupName(group.autoScalingGroupName())
                        .scalingProcesses(suspend)
                        .build());
              });
    }
    return chain;
  }

  /** The goal's target groups that the group has not. */
  static List<String> toAttach(Step step, AutoScalingGroup group) {
    return step.goal().configuration().targetGroupArns().stream()
        .filter(arn -> !group.targetGroupARNs().contains(arn))
        .toList();
  }

  /** The group's target groups that the goal has not. */
  static List<String> toDetach(Step step, AutoScalingGroup group) {
    List<String> goal = step.goal().configuration().targetGroupArns();
    return group.targetGroupARNs().stream().filter(arn -> !goal.contains(arn)).toList();
  }

  /**
   * While target groups are tried out, nobody judges instances by them: what they do not find
   * healthy would be terminated.
   */
  Chain freezeHealthChecks(Step step, AutoScalingGroup group) {
    if (suspended(group).contains(HEALTH_CHECK)) {
      return step.chain();
    }
    return change(
        step,
        "SuspendProcesses",
        "Suspend " + HEALTH_CHECK + ", until the target groups have found the instances healthy.",
        List.of(
            new Obligation.ResumeProcesses(
                "resume-checks-" + step.target().id(),
                step.target().id(),
                step.groupName(),
                List.of(HEALTH_CHECK))),
        () -> {
          autoScaling.suspendProcesses(
              SuspendProcessesRequest.builder()
                  .autoScalingGroupName(group.autoScalingGroupName())
                  .scalingProcesses(HEALTH_CHECK)
                  .build());
        });
  }

  /** Attaches the goal's target groups that are missing. */
  Chain attachTargetGroups(Step step, AutoScalingGroup group) {
    Chain chain = step.chain();
    for (List<String> some : parts(toAttach(step, group))) {
      chain =
          change(
              step.with(chain),
              ATTACH,
              "Attach " + String.join(", ", some) + ".",
              List.of(),
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
  Chain detachTargetGroups(Step step, AutoScalingGroup group) {
    Chain chain = step.chain();
    for (List<String> some : parts(toDetach(step, group))) {
      chain =
          change(
              step.with(chain),
              "DetachLoadBalancerTargetGroups",
              "Detach " + String.join(", ", some) + ".",
              List.of(),
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

  private Chain change(
      Step step, String operation, String says, List<Obligation> obligations, Runnable call) {
    return mutations.change(
        step,
        new Mutations.Change(operation, says, obligations),
        () -> {
          call.run();
          return Map.of();
        });
  }

  private static List<List<String>> parts(List<String> all) {
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += TARGET_GROUPS_MAX) {
      parts.add(all.subList(from, Math.min(all.size(), from + TARGET_GROUPS_MAX)));
    }
    return parts;
  }
}
