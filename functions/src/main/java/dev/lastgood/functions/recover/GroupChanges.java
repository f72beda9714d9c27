package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.point.GroupConfiguration;
import dev.lastgood.functions.point.LaunchUpdate;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
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

  private static final List<String> ADDING = List.of("Launch", "AddToLoadBalancer");

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
  Chain freezeSchedules(GroupStep step, AutoScalingGroup group) {
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
    return mutations.change(
        step,
        new Mutations.Change(
            "SuspendProcesses",
            "Suspend " + SCHEDULES + ", so that no schedule undoes the recovery.",
            frozenAtThePoint ? List.of() : List.of(resume)),
        () -> {
          autoScaling.suspendProcesses(
              SuspendProcessesRequest.builder()
                  .autoScalingGroupName(group.autoScalingGroupName())
                  .scalingProcesses(SCHEDULES)
                  .build());
        });
  }

  /** Keeps scale-in from taking what serves while instances are replaced. */
  Chain raiseMinimum(GroupStep step, AutoScalingGroup group) {
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
    return mutations.change(
        step,
        new Mutations.Change(
            "UpdateAutoScalingGroup",
            "Raise the minimum from " + group.minSize() + " to " + raised + ".",
            List.of(restore)),
        () -> {
          autoScaling.updateAutoScalingGroup(
              UpdateAutoScalingGroupRequest.builder()
                  .autoScalingGroupName(group.autoScalingGroupName())
                  .minSize(raised)
                  .build());
        });
  }

  /** Keeps the group from scaling in to what it wants, as far as its maximum allows. */
  Chain keepCapacity(GroupStep step, AutoScalingGroup group, int capacity) {
    int desired = Math.min(capacity, group.maxSize());
    if (desired <= group.desiredCapacity()) {
      return step.chain();
    }
    return mutations.change(
        step,
        new Mutations.Change(
            "UpdateAutoScalingGroup",
            "Raise the desired capacity from "
                + group.desiredCapacity()
                + " to "
                + desired
                + ", so that nothing that serves is taken for what does not yet.",
            List.of()),
        () -> {
          autoScaling.updateAutoScalingGroup(
              UpdateAutoScalingGroupRequest.builder()
                  .autoScalingGroupName(group.autoScalingGroupName())
                  .desiredCapacity(desired)
                  .build());
        });
  }

  /** Sets capacity, zones and health checks as the goal has them; capacity is never lowered. */
  Chain restoreSettings(GroupStep step, AutoScalingGroup group) {
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
    return mutations.change(
        step,
        new Mutations.Change(
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
            List.of()),
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
  Chain launchFromGoal(GroupStep step, AutoScalingGroup group) {
    LaunchUpdate update = LaunchUpdate.of(step.goal());
    if (update.isSetOn(group)) {
      return step.chain();
    }
    return mutations.change(
        step,
        new Mutations.Change(
            "UpdateAutoScalingGroup", "Launch from " + update.says() + ".", List.of()),
        () -> {
          UpdateAutoScalingGroupRequest.Builder request =
              UpdateAutoScalingGroupRequest.builder()
                  .autoScalingGroupName(group.autoScalingGroupName());
          update.into(request);
          autoScaling.updateAutoScalingGroup(request.build());
        });
  }

  /** What starts instances and brings them requests, first of all: the rest needs it. */
  Chain resumeWhatAdds(GroupStep step, AutoScalingGroup group) {
    return restoreProcesses(step, group, ADDING::contains);
  }

  /**
   * What finds instances unhealthy and takes them away, when health is found by the right checks
   * again. Before that it would take what is well.
   */
  Chain restoreOtherProcesses(GroupStep step, AutoScalingGroup group) {
    return restoreProcesses(step, group, name -> !ADDING.contains(name));
  }

  /** Suspends and resumes processes until the goal's are suspended, our own freeze aside. */
  private Chain restoreProcesses(GroupStep step, AutoScalingGroup group, Predicate<String> which) {
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
          mutations.change(
              step.with(chain),
              new Mutations.Change(
                  "ResumeProcesses", "Resume " + String.join(", ", resume) + ".", List.of()),
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
          mutations.change(
              step.with(chain),
              new Mutations.Change(
                  "SuspendProcesses", "Suspend " + String.join(", ", suspend) + ".", List.of()),
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
}
