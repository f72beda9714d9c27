package dev.lastgood.simulator.autoscaling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;

/**
 * An Auto Scaling group: the truth about it, read as it is at this instant. What a handler sees is
 * what the API answers; this is for the world and for those who check it.
 */
public final class Group {
  private final Map<String, GroupInstance> instances = new LinkedHashMap<>();
  private final Activities activities;
  private final List<Refresh> refreshes = new ArrayList<>();
  private final LaunchAttempts launches = new LaunchAttempts();
  private AutoScalingGroup settings;
  private boolean considered;
  private boolean deleted;

  Group(AutoScalingGroup settings, Activities activities) {
    this.settings = settings;
    this.activities = activities;
  }

  /**
   * Its name.
   *
   * @return unique in the Region
   */
  public String name() {
    return settings.autoScalingGroupName();
  }

  /**
   * Its settings in AWS's own record.
   *
   * @return everything but the instances
   */
  public AutoScalingGroup settings() {
    return settings;
  }

  /**
   * Its instances, those under way in or out included, in the order of their launch.
   *
   * @return a view that changes with the group
   */
  public Collection<GroupInstance> instances() {
    return Collections.unmodifiableCollection(instances.values());
  }

  /**
   * How many instances take requests now.
   *
   * @return see {@link GroupInstance#serving}
   */
  public int servingCount() {
    int count = 0;
    for (GroupInstance instance : instances.values()) {
      if (instance.serving()) {
        count++;
      }
    }
    return count;
  }

  /**
   * How many instances are in service and healthy in Auto Scaling's eyes.
   *
   * @return what its health checks have found so far
   */
  public int healthyCount() {
    int count = 0;
    for (GroupInstance instance : instances.values()) {
      if (instance.inService() && instance.healthy()) {
        count++;
      }
    }
    return count;
  }

  /**
   * How many of these also run: while health checks are suspended, an instance can be lost and
   * still be called healthy.
   *
   * @return the truth at this instant
   */
  public int workingCount() {
    int count = 0;
    for (GroupInstance instance : instances.values()) {
      if (instance.inService() && instance.healthy() && instance.passesHealthChecks()) {
        count++;
      }
    }
    return count;
  }

  int healthyCapacity() {
    int units = 0;
    for (GroupInstance instance : instances.values()) {
      if (instance.inService() && instance.healthy()) {
        units += instance.units();
      }
    }
    return units;
  }

  /**
   * The share of requests to the group that fail now: the mean over the instances that serve, or
   * all where none does.
   *
   * @return 0 to 1
   */
  public double errorShare() {
    int serving = 0;
    double sum = 0;
    for (GroupInstance instance : instances.values()) {
      if (instance.serving()) {
        serving++;
        sum += instance.behaviour().errorShare();
      }
    }
    return serving == 0 ? 1 : sum / serving;
  }

  /**
   * The instance refresh under way.
   *
   * @return empty where none is
   */
  public Optional<InstanceRefresh> activeRefresh() {
    return currentRefresh().map(Refresh::described);
  }

  Optional<Refresh> currentRefresh() {
    return refreshes.isEmpty() || refreshes.getLast().over()
        ? Optional.empty()
        : Optional.of(refreshes.getLast());
  }

  /**
   * What the control loop launches from: while a refresh bakes, already what the group takes over
   * when it succeeds.
   */
  LaunchSource launchSource() {
    return currentRefresh()
        .filter(refresh -> refresh.status() == InstanceRefreshStatus.BAKING)
        .map(Refresh::source)
        .orElseGet(() -> LaunchSource.of(settings));
  }

  List<Refresh> refreshes() {
    return refreshes;
  }

  Activities activities() {
    return activities;
  }

  LaunchAttempts launches() {
    return launches;
  }

  GroupInstance instance(String id) {
    return instances.get(id);
  }

  void add(GroupInstance instance) {
    instances.put(instance.id(), instance);
  }

  void remove(GroupInstance instance) {
    instances.remove(instance.id());
  }

  /** Pending, in service, or being launched. */
  int activeCount() {
    int count = launches.underWay();
    for (GroupInstance instance : instances.values()) {
      if (instance.active()) {
        count++;
      }
    }
    return count;
  }

  /** The same in the units that the desired capacity counts, where instances have weights. */
  int activeCapacity() {
    int units = launches.unitsUnderWay();
    for (GroupInstance instance : instances.values()) {
      if (instance.active()) {
        units += instance.units();
      }
    }
    return units;
  }

  boolean suspended(ScalingProcess process) {
    for (SuspendedProcess suspended : settings.suspendedProcesses()) {
      if (suspended.processName().equals(process.apiName())) {
        return true;
      }
    }
    return false;
  }

  boolean usesElbHealth() {
    return settings.healthCheckType().contains("ELB");
  }

  void settings(AutoScalingGroup next) {
    settings = next;
  }

  /** Whether the control loop is due for it already. */
  boolean considered() {
    return considered;
  }

  void considered(boolean due) {
    considered = due;
  }

  boolean deleted() {
    return deleted;
  }

  void deleted(boolean gone) {
    deleted = gone;
  }

  AutoScalingGroup described(boolean includeInstances) {
    return includeInstances
        ? settings.toBuilder()
            .instances(instances.values().stream().map(GroupInstance::described).toList())
            .build()
        : settings;
  }
}
