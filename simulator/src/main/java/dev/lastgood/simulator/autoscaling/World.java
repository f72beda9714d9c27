package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.application.Applications;
import dev.lastgood.simulator.cloudwatch.SimulatedCloudWatch;
import dev.lastgood.simulator.ec2.Ids;
import dev.lastgood.simulator.ec2.SimulatedEc2;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.EventSink;
import dev.lastgood.simulator.kernel.Faults;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.loadbalancing.SimulatedLoadBalancing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;

/** What the parts of Auto Scaling share: its neighbours, its groups, and each other. */
final class World {
  private final VirtualTime time;
  private final Account account;
  private final SimulatedEc2 ec2;
  private final SimulatedLoadBalancing loadBalancing;
  private final SimulatedCloudWatch cloudWatch;
  private final Applications applications;
  private final AutoScalingTimings timings;
  private final Ids ids;
  private final AutoScalingEvents events;
  private final TreeMap<String, Group> groups = new TreeMap<>();
  private final List<Group> deletedGroups = new ArrayList<>();
  private final Conflicts conflicts;
  private final List<GroupListener> listeners = new ArrayList<>();
  private final AttachedState<LifecycleHook> hooks = new AttachedState<>(this);
  private final LifecycleActions actions = new LifecycleActions(this);
  private final InstanceLifecycle lifecycle;
  private final InstanceHealth health;
  private final Launches launches;
  private final Map<String, LaunchConfiguration> launchConfigurations = new TreeMap<>();
  private final Ids launchConfigurationIds;
  private final LaunchOptions options = new LaunchOptions(launchConfigurations);
  private final ControlLoop controlLoop;
  private final RefreshRunner refreshes;

  World(
      Neighbours neighbours,
      Chance chance,
      AutoScalingTimings timings,
      EventSink sink,
      Faults faults) {
    this.time = neighbours.time();
    this.account = neighbours.account();
    this.ec2 = neighbours.ec2();
    this.loadBalancing = neighbours.loadBalancing();
    this.cloudWatch = neighbours.cloudWatch();
    this.applications = neighbours.applications();
    this.timings = timings;
    this.ids = new Ids(chance.stream("autoscaling.ids"));
    this.launchConfigurationIds = new Ids(chance.stream("autoscaling.launch-configuration-ids"));
    this.events = new AutoScalingEvents(sink, ids, time);
    this.conflicts = new Conflicts(this, chance);
    this.lifecycle = new InstanceLifecycle(this, chance, faults);
    this.health = new InstanceHealth(this);
    this.launches = new Launches(this, chance);
    this.controlLoop = new ControlLoop(this, chance);
    this.refreshes = new RefreshRunner(this, chance);
  }

  VirtualTime time() {
    return time;
  }

  Instant now() {
    return time.now();
  }

  Account account() {
    return account;
  }

  SimulatedEc2 ec2() {
    return ec2;
  }

  SimulatedLoadBalancing loadBalancing() {
    return loadBalancing;
  }

  SimulatedCloudWatch cloudWatch() {
    return cloudWatch;
  }

  Applications applications() {
    return applications;
  }

  AutoScalingTimings timings() {
    return timings;
  }

  Ids ids() {
    return ids;
  }

  AutoScalingEvents events() {
    return events;
  }

  InstanceLifecycle lifecycle() {
    return lifecycle;
  }

  AttachedState<LifecycleHook> hooks() {
    return hooks;
  }

  LifecycleActions actions() {
    return actions;
  }

  InstanceHealth health() {
    return health;
  }

  Launches launches() {
    return launches;
  }

  ControlLoop controlLoop() {
    return controlLoop;
  }

  RefreshRunner refreshes() {
    return refreshes;
  }

  /** By name. */
  Map<String, LaunchConfiguration> launchConfigurations() {
    return launchConfigurations;
  }

  Ids launchConfigurationIds() {
    return launchConfigurationIds;
  }

  LaunchOptions options() {
    return options;
  }

  Map<String, Group> groups() {
    return groups;
  }

  Conflicts conflicts() {
    return conflicts;
  }

  /** A deleted group has lost its last instance; its activities stay to be read. */
  void gone(Group group) {
    if (groups.remove(group.name(), group)) {
      deletedGroups.add(group);
    }
  }

  /** Every group that there is or was. */
  List<Group> groupsEver() {
    List<Group> all = new ArrayList<>(groups.values());
    all.addAll(deletedGroups);
    return all;
  }

  List<GroupListener> listeners() {
    return listeners;
  }

  Group group(String name) {
    Group group = groups.get(name);
    if (group == null) {
      throw AutoScalingErrors.groupNotFound(name);
    }
    return group;
  }

  GroupInstance instance(String instanceId) {
    GroupInstance instance = lifecycle.member(instanceId);
    if (instance == null) {
      throw AutoScalingErrors.validation(
          "Instance Id not found - No managed instance found for " + "instance ID: " + instanceId);
    }
    return instance;
  }

  void change(Group group, AutoScalingGroup settings) {
    AutoScalingGroup before = group.settings();
    group.settings(settings);
    for (GroupListener listener : listeners) {
      listener.settingsChanged(group, before);
    }
  }

  void tellInstanceChanged(GroupInstance instance) {
    instance.findServing();
    for (GroupListener listener : listeners) {
      listener.instanceChanged(instance.group(), instance);
    }
  }

  void tellRefreshChanged(Refresh refresh) {
    for (GroupListener listener : listeners) {
      listener.refreshChanged(refresh.group(), refresh.described());
    }
  }
}
