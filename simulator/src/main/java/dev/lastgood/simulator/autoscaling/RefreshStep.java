package dev.lastgood.simulator.autoscaling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScaleInProtectedInstances;
import software.amazon.awssdk.services.autoscaling.model.StandbyInstances;

/**
 * What a refresh does next, decided from the group as it is; see "Minimum and maximum healthy
 * percentage" in the guide on instance refreshes.
 *
 * <p>Ready is what is in service, healthy and, where the refresh launched it, warmed up. At least
 * the minimum stays ready, and at most the maximum is pending or in service; where both are 100 %,
 * one more is launched first; where the minimum is lower, at least one may be missing.
 *
 * @param finished whether everything is replaced and ready
 * @param terminate what goes now
 * @param heldUp the instances that it must wait for, where it can do nothing else
 * @param launchUnits how many units of capacity are launched now, one an instance without weights
 */
record RefreshStep(
    boolean finished, List<GroupInstance> terminate, int launchUnits, List<String> heldUp) {

  static RefreshStep of(Refresh refresh, Instant now, UnhealthyFleet unhealthyFleet) {
    Group group = refresh.group();
    int desired = group.settings().desiredCapacity();
    int active = group.activeCapacity();
    int heaviest = 1;
    int ready = 0;
    int readyKept = 0;
    List<GroupInstance> outdated = new ArrayList<>();
    for (GroupInstance instance : group.instances()) {
      boolean goes = refresh.outdated().contains(instance.id());
      heaviest = Math.max(heaviest, instance.units());
      if (goes && !instance.terminating()) {
        outdated.add(instance);
      }
      if (isReady(refresh, instance, now)) {
        ready += instance.units();
        if (!goes) {
          readyKept += instance.units();
        }
      }
    }
    if (refresh.outdated().isEmpty()
        && group.launches().underWay() == 0
        && readyKept >= desired
        && readyKept >= active) {
      return new RefreshStep(true, List.of(), 0, List.of());
    }
    int minimum = minimum(refresh, desired, heaviest);
    if (unhealthyFleet == UnhealthyFleet.BLOCKS
        && ready < minimum
        && refresh.replacements().isEmpty()) {
      return new RefreshStep(false, List.of(), 0, List.of());
    }
    List<GroupInstance> terminate = new ArrayList<>();
    int started = refresh.total() - outdated.size();
    for (GroupInstance instance : orderly(outdated)) {
      if (!mayGo(refresh, instance) || started + terminate.size() >= refresh.allowed()) {
        continue;
      }
      boolean wasReady = isReady(refresh, instance, now);
      // What is not ready is no loss, but goes only when its replacement is there or may come.
      boolean goes =
          wasReady
              ? ready - instance.units() >= minimum
              : active > desired || minimum < desired || !instance.active();
      if (goes) {
        terminate.add(instance);
        if (wasReady) {
          ready -= instance.units();
        }
        if (instance.active()) {
          active -= instance.units();
        }
      }
    }
    int outdatedActive = 0;
    int beyondCheckpoint = 0;
    int blocked = refresh.total() - refresh.allowed();
    for (GroupInstance instance : outdated.reversed()) {
      if (instance.active() && !terminate.contains(instance)) {
        outdatedActive += instance.units();
        if (blocked-- > 0) {
          beyondCheckpoint += instance.units();
        }
      }
    }
    int kept = active - outdatedActive;
    int needed = desired - kept - beyondCheckpoint;
    int room = maximum(refresh, desired, heaviest) - active;
    int launchUnits = Math.max(0, Math.min(needed, room));
    boolean stuck = terminate.isEmpty() && launchUnits == 0 && group.launches().underWay() == 0;
    return new RefreshStep(
        false, terminate, launchUnits, stuck ? protectedOnes(refresh, outdated) : List.of());
  }

  private static List<String> protectedOnes(Refresh refresh, List<GroupInstance> outdated) {
    List<String> ids = new ArrayList<>();
    for (GroupInstance instance : outdated) {
      if (!mayGo(refresh, instance)) {
        ids.add(instance.id());
      }
    }
    return ids;
  }

  private static boolean isReady(Refresh refresh, GroupInstance instance, Instant now) {
    if (instance.readySince() == null || !instance.inService()) {
      return false;
    }
    if (!refresh.replacements().contains(instance.id())) {
      return true;
    }
    int warmupSeconds = refresh.preferences().instanceWarmup();
    return !now.isBefore(instance.readySince().plusSeconds(warmupSeconds));
  }

  /** What is not ready goes before what is. */
  private static List<GroupInstance> orderly(List<GroupInstance> outdated) {
    List<GroupInstance> ordered = new ArrayList<>(outdated.size());
    for (GroupInstance instance : outdated) {
      if (instance.readySince() == null) {
        ordered.add(instance);
      }
    }
    for (GroupInstance instance : outdated) {
      if (instance.readySince() != null) {
        ordered.add(instance);
      }
    }
    return ordered;
  }

  private static boolean mayGo(Refresh refresh, GroupInstance instance) {
    if (instance.lifecycleState() == LifecycleState.STANDBY) {
      return refresh.preferences().standbyInstances() == StandbyInstances.TERMINATE;
    }
    return !instance.protectedFromScaleIn()
        || refresh.preferences().scaleInProtectedInstances() == ScaleInProtectedInstances.REFRESH;
  }

  private static int minimum(Refresh refresh, int desired, int heaviest) {
    int percent = refresh.preferences().minHealthyPercentage();
    int minimum = (desired * percent + 99) / 100;
    return percent < 100 ? Math.max(0, Math.min(minimum, desired - heaviest)) : minimum;
  }

  private static int maximum(Refresh refresh, int desired, int heaviest) {
    int percent = refresh.preferences().maxHealthyPercentage();
    int maximum = (desired * percent + 99) / 100;
    boolean launchesFirst = refresh.preferences().minHealthyPercentage() == 100;
    return launchesFirst ? Math.max(maximum, desired + heaviest) : maximum;
  }
}
