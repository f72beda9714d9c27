package dev.lastgood.functions.plan;

import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.GroupConfiguration;
import dev.lastgood.functions.point.LaunchUpdate;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the calls of actions before they are made; see {@code recover} for those that make them.
 */
final class ActionCalls {
  private static final String SCHEDULES = "ScheduledActions";
  private static final String SUSPEND = "SuspendProcesses ";
  private static final String RESUME = "ResumeProcesses ";

  private static final String LOWER = "UpdateAutoScalingGroup MinSize=";
  private static final String RAISE = LOWER + "(in service), while instances are replaced";

  private ActionCalls() {}

  /** Schedules are suspended before the first action, and run again after the last. */
  static List<String> of(
      Action.OnGroup action, GroupBody good, GroupBody live, boolean first, boolean last) {
    List<String> calls = new ArrayList<>();
    if (first && !live.configuration().suspendedProcesses().contains(SCHEDULES)) {
      calls.add(SUSPEND + SCHEDULES);
    }
    switch (action) {
      case Action.RestoreSettings _ -> settings(good, live, calls);
      case Action.RecreateVersions recreation ->
          good.launchNames().templates().stream()
              .filter(named -> recreation.places().contains(named.place()))
              .map(
                  named ->
                      "CreateLaunchTemplateVersion LaunchTemplateId=" + named.launchTemplateId())
              .distinct()
              .forEach(calls::add);
      case Action.AwaitRollback _ -> {}
      case Action.RollBackRefresh _ -> {
        calls.add(RAISE);
        calls.add("RollbackInstanceRefresh");
        calls.add(LOWER + good.configuration().minSize());
      }
      case Action.CancelRefresh _ ->
          calls.add("CancelInstanceRefresh WaitForTransitioningInstances=false");
      case Action.ReplaceUnhealthy _ -> {
        calls.add(RAISE);
        calls.add("UpdateAutoScalingGroup " + LaunchUpdate.of(good).parameter());
        calls.add("TerminateInstanceInAutoScalingGroup ShouldDecrementDesiredCapacity=false, each");
        calls.add(LOWER + good.configuration().minSize());
      }
      case Action.RefreshToPoint refresh -> {
        calls.add(RAISE);
        calls.add(
            "StartInstanceRefresh DesiredConfiguration="
                + refresh.launchTemplateId()
                + ":"
                + refresh.launchTemplateVersion()
                + preferences(refresh.preferences()));
        calls.add(LOWER + good.configuration().minSize());
      }
      case Action.UpdateAndRefresh refresh -> {
        calls.add(RAISE);
        calls.add("UpdateAutoScalingGroup " + LaunchUpdate.of(good).parameter());
        calls.add("StartInstanceRefresh" + preferences(refresh.preferences()));
        calls.add(LOWER + good.configuration().minSize());
      }
    }
    if (last && !good.configuration().suspendedProcesses().contains(SCHEDULES)) {
      calls.add(RESUME + SCHEDULES);
    }
    return List.copyOf(calls);
  }

  private static String preferences(RefreshPreferences preferences) {
    return " MinHealthyPercentage="
        + preferences.minHealthyPercentage()
        + " MaxHealthyPercentage="
        + preferences.maxHealthyPercentage()
        + " InstanceWarmup="
        + preferences.instanceWarmupSeconds()
        + " SkipMatching="
        + preferences.skipMatching();
  }

  private static void settings(GroupBody good, GroupBody live, List<String> calls) {
    GroupConfiguration goal = good.configuration();
    GroupConfiguration now = live.configuration();
    List<String> resume = without(now.suspendedProcesses(), goal.suspendedProcesses());
    resume.remove(SCHEDULES);
    add(calls, RESUME, resume);
    List<String> suspend = without(goal.suspendedProcesses(), now.suspendedProcesses());
    suspend.remove(SCHEDULES);
    add(calls, SUSPEND, suspend);
    List<String> attach = without(goal.targetGroupArns(), now.targetGroupArns());
    if (!attach.isEmpty() && !now.suspendedProcesses().contains("HealthCheck")) {
      calls.add(SUSPEND + "HealthCheck, until those find the instances healthy");
    }
    add(calls, "AttachLoadBalancerTargetGroups ", attach);
    add(
        calls,
        "DetachLoadBalancerTargetGroups ",
        without(now.targetGroupArns(), goal.targetGroupArns()));
    int desired = Math.max(good.fleet().desiredCapacity(), live.fleet().desiredCapacity());
    int maximum = Math.max(goal.maxSize(), desired);
    calls.add(
        "UpdateAutoScalingGroup MinSize="
            + Math.min(goal.minSize(), maximum)
            + " MaxSize="
            + maximum
            + " DesiredCapacity="
            + desired
            + " HealthCheckType="
            + goal.healthCheckType()
            + " HealthCheckGracePeriod="
            + goal.healthCheckGracePeriodSeconds()
            + (goal.subnetIds().equals(now.subnetIds())
                ? ""
                : " VPCZoneIdentifier=" + String.join(",", goal.subnetIds())));
  }

  private static List<String> without(List<String> all, List<String> others) {
    List<String> rest = new ArrayList<>(all);
    rest.removeAll(others);
    return rest;
  }

  private static void add(List<String> calls, String operation, List<String> names) {
    if (!names.isEmpty()) {
      calls.add(operation + String.join(" ", names));
    }
  }
}
