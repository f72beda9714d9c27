package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.application.ApplicationBehaviour;
import dev.lastgood.simulator.application.Applications;
import dev.lastgood.simulator.ec2.Ec2Instance;
import dev.lastgood.simulator.ec2.Ec2InstanceObserver;
import dev.lastgood.simulator.ec2.LaunchOrder;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * Leads each instance of a group through its life: pending, in service, its application up,
 * terminating (drained first), gone; it waits for its group's lifecycle hooks on the way in and on
 * the way out. See "Amazon EC2 Auto Scaling instance lifecycle".
 */
final class InstanceLifecycle implements Ec2InstanceObserver {
  /** When a machine that never comes up begins to fail its status checks. */
  private static final Duration STATUS_CHECKS_FAIL = Duration.ofMinutes(4);

  private final World world;
  private final Map<String, GroupInstance> members = new LinkedHashMap<>();
  private final Map<String, Activities.Entry> terminations = new LinkedHashMap<>();
  private final Faults faults;
  private final RandomGenerator operatingSystem;
  private final RandomGenerator boot;

  InstanceLifecycle(World world, Chance chance, Faults faults) {
    this.world = world;
    this.faults = faults;
    this.operatingSystem = chance.stream("autoscaling.operating-system-up");
    this.boot = chance.stream("autoscaling.application-boot");
    world.applications().onChange(this::behavioursChanged);
    world.loadBalancing().listen(this::targetChanged);
  }

  Applications applications() {
    return world.applications();
  }

  GroupInstance member(String instanceId) {
    return members.get(instanceId);
  }

  /** Takes over an instance that EC2 has just begun to launch. */
  GroupInstance launched(
      Group group, LaunchOrder order, LaunchOption option, Activities.Entry activity) {
    Ec2Instance ec2 = world.ec2().launch(order, this);
    activity.describe("Launching a new EC2 instance: " + ec2.id());
    activity.progress(ScalingActivityStatusCode.PRE_IN_SERVICE, 30);
    return join(new GroupInstance(group, ec2, option, this, activity.id()));
  }

  /** An instance that has been in service, and healthy, for a while when the world begins. */
  void inServiceEarlier(Group group, LaunchOrder order, LaunchOption option, Instant since) {
    Ec2Instance ec2 = world.ec2().launchedEarlier(order, since, this);
    GroupInstance instance = join(new GroupInstance(group, ec2, option, this, ""));
    instance.entersService(since);
    instance.applicationUp();
    instance.readySince(since);
    for (String targetGroup : group.settings().targetGroupARNs()) {
      world
          .loadBalancing()
          .registeredEarlier(targetGroup, instance.id(), instance::passesHealthChecks);
    }
    changed(instance);
  }

  private GroupInstance join(GroupInstance instance) {
    instance.group().add(instance);
    members.put(instance.id(), instance);
    changed(instance);
    return instance;
  }

  @Override
  public void running(Ec2Instance ec2) {
    GroupInstance instance = members.get(ec2.id());
    if (instance == null || instance.lifecycleState() != LifecycleState.PENDING) {
      return;
    }
    startApplication(instance);
    if (world
        .actions()
        .begin(
            instance,
            LifecycleActions.LAUNCHING,
            () -> proceed(instance),
            () -> abandon(instance))) {
      instance.moveTo(LifecycleState.PENDING_WAIT);
      instance
          .group()
          .activities()
          .get(instance.launchActivityId())
          .progress(ScalingActivityStatusCode.MID_LIFECYCLE_ACTION, 40);
      changed(instance);
    } else {
      enterService(instance);
    }
  }

  private void proceed(GroupInstance instance) {
    instance.moveTo(LifecycleState.PENDING_PROCEED);
    enterService(instance);
  }

  private void abandon(GroupInstance instance) {
    terminate(
        instance,
        "At "
            + world.now()
            + " an instance was taken out of service in response to a lifecycle action with the"
            + " result ABANDON.");
  }

  private void enterService(GroupInstance instance) {
    Group group = instance.group();
    instance.entersService(world.now());
    if (!group.suspended(ScalingProcess.ADD_TO_LOAD_BALANCER)) {
      group.settings().targetGroupARNs().forEach(arn -> register(instance, arn));
    }
    Activities.Entry activity = group.activities().get(instance.launchActivityId());
    activity.end(ScalingActivityStatusCode.SUCCESSFUL, null, world.now());
    world.events().launched(group, activity, instance);
    changed(instance);
    world.health().inService(instance);
    world.refreshes().transitioned(group);
  }

  void register(GroupInstance instance, String targetGroupArn) {
    world.loadBalancing().register(targetGroupArn, instance.id(), instance::passesHealthChecks);
  }

  private void startApplication(GroupInstance instance) {
    ApplicationBehaviour behaviour = instance.behaviour();
    double seconds =
        world.timings().operatingSystemUp().drawSeconds(operatingSystem)
            + behaviour.boot().drawSeconds(boot);
    boolean comesUp =
        boot.nextDouble() >= behaviour.neverBootsShare()
            && !faults.strikes(Fault.NEVER_HEALTHY, instance::id);
    if (!comesUp) {
      world.time().after(STATUS_CHECKS_FAIL, () -> world.ec2().impair(instance.id()));
      return;
    }
    world
        .time()
        .after(
            Duration.ofNanos((long) (seconds * 1e9)),
            () -> {
              if (members.containsKey(instance.id())) {
                instance.applicationUp();
                truthChanged(instance);
              }
            });
  }

  /** What health checks would find has changed. */
  private void truthChanged(GroupInstance instance) {
    for (String targetGroup : instance.group().settings().targetGroupARNs()) {
      world.loadBalancing().checksWouldChange(targetGroup, instance.id());
    }
    changed(instance);
  }

  private void behavioursChanged() {
    List.copyOf(members.values()).forEach(this::truthChanged);
  }

  private void targetChanged(String targetGroupArn, String targetId) {
    GroupInstance instance = members.get(targetId);
    if (instance != null) {
      changed(instance);
      world.health().targetChanged(instance);
    }
  }

  @Override
  public void impaired(Ec2Instance ec2) {
    GroupInstance instance = members.get(ec2.id());
    if (instance != null && !instance.terminating()) {
      truthChanged(instance);
      world.health().statusChecksFailed(instance);
    }
  }

  /** Whether requests reach it: through a target group where the group has any. */
  boolean receivesTraffic(GroupInstance instance) {
    List<String> targetGroups = instance.group().settings().targetGroupARNs();
    for (String targetGroup : targetGroups) {
      if (world.loadBalancing().state(targetGroup, instance.id()).orElse(null)
          == TargetHealthStateEnum.HEALTHY) {
        return true;
      }
    }
    return targetGroups.isEmpty();
  }

  /** Takes an instance out: no more requests, drained, terminated. */
  Activities.Entry terminate(GroupInstance instance, String cause) {
    Group group = instance.group();
    if (instance.pending()) {
      world.actions().cancel(instance);
      group
          .activities()
          .get(instance.launchActivityId())
          .end(ScalingActivityStatusCode.CANCELLED, null, world.now());
    }
    Activities.Entry activity = beginTermination(instance, cause);
    instance.beginsToTerminate();
    changed(instance);
    List<String> registered =
        group.settings().targetGroupARNs().stream()
            .filter(arn -> world.loadBalancing().state(arn, instance.id()).isPresent())
            .filter(
                arn ->
                    world.loadBalancing().state(arn, instance.id()).orElseThrow()
                        != TargetHealthStateEnum.DRAINING)
            .toList();
    if (registered.isEmpty()) {
      leave(instance, activity);
      return activity;
    }
    activity.progress(ScalingActivityStatusCode.WAITING_FOR_ELB_CONNECTION_DRAINING, 50);
    int[] draining = {registered.size()};
    for (String targetGroup : registered) {
      world
          .loadBalancing()
          .deregister(
              targetGroup,
              instance.id(),
              () -> {
                if (--draining[0] == 0 && members.containsKey(instance.id())) {
                  leave(instance, activity);
                }
              });
    }
    return activity;
  }

  /** What serves no requests any more is terminated, after the hooks of that have been met. */
  private void leave(GroupInstance instance, Activities.Entry activity) {
    Runnable terminate =
        () -> {
          instance.moveTo(LifecycleState.TERMINATING_PROCEED);
          world.ec2().terminate(instance.id());
        };
    if (instance.inServiceAt() != null
        && world.actions().begin(instance, LifecycleActions.TERMINATING, terminate, terminate)) {
      instance.moveTo(LifecycleState.TERMINATING_WAIT);
      activity.progress(ScalingActivityStatusCode.MID_LIFECYCLE_ACTION, 70);
      changed(instance);
    } else {
      world.ec2().terminate(instance.id());
    }
  }

  private Activities.Entry beginTermination(GroupInstance instance, String cause) {
    Activities.Entry activity =
        instance
            .group()
            .activities()
            .begin(
                world.ids().uuid(),
                instance.group(),
                "Terminating EC2 instance: " + instance.id(),
                cause,
                world.now(),
                new Activities.Place(
                    instance.ec2().order().subnetId(), instance.availabilityZone()));
    activity.progress(ScalingActivityStatusCode.IN_PROGRESS, 0);
    terminations.put(instance.id(), activity);
    return activity;
  }

  @Override
  public void terminated(Ec2Instance ec2) {
    GroupInstance instance = members.remove(ec2.id());
    if (instance == null) {
      return;
    }
    Group group = instance.group();
    world.actions().cancel(instance);
    instance.moveTo(LifecycleState.TERMINATED);
    group.remove(instance);
    if (!terminations.containsKey(instance.id())) {
      // Somebody terminated it behind the group's back, and it was gone before the loop looked.
      beginTermination(instance, "At " + world.now() + " " + instance.unhealthyBecause());
      for (String targetGroup : group.settings().targetGroupARNs()) {
        world.loadBalancing().deregister(targetGroup, instance.id(), () -> {});
      }
    }
    Activities.Entry activity = terminations.remove(instance.id());
    activity.end(ScalingActivityStatusCode.SUCCESSFUL, null, world.now());
    world.events().terminated(group, activity, instance);
    changed(instance);
    world.refreshes().instanceGone(instance);
    world.controlLoop().instanceGone(group);
  }

  void changed(GroupInstance instance) {
    world.tellInstanceChanged(instance);
  }
}
