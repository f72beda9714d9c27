package dev.lastgood.functions.plan;

import dev.lastgood.functions.plan.Difference.Kind;
import dev.lastgood.functions.point.Attachments;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.GroupConfiguration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Finds how a live group differs from a point. */
public final class Differences {
  /** What else belongs to a group, by the API's names, and what a difference in it can break. */
  private static final Map<String, Kind> FURTHER =
      Map.of(
          "AvailabilityZoneDistribution", Kind.CAPACITY,
          "AvailabilityZoneImpairmentPolicy", Kind.HEALTH,
          "CapacityReservationSpecification", Kind.CAPACITY,
          "DesiredCapacityType", Kind.CAPACITY,
          "LoadBalancerNames", Kind.HEALTH,
          "PlacementGroup", Kind.CAPACITY,
          // Without its rights, nothing is launched.
          "ServiceLinkedRoleARN", Kind.HEALTH,
          "TrafficSources", Kind.HEALTH,
          "WarmPoolConfiguration", Kind.CAPACITY);

  private Differences() {}

  /**
   * Compares. Desired capacity is live state, not configuration: it differs only where the group
   * was emptied, or set below the point's own minimum. What either side did not capture is not
   * compared.
   *
   * @param point what was good
   * @param live what is
   * @return the differences, in a fixed order
   */
  public static List<Difference> between(GroupBody point, GroupBody live) {
    Comparison found = new Comparison();
    GroupConfiguration good = point.configuration();
    GroupConfiguration now = live.configuration();
    LaunchDifferences.find(good.launch(), now.launch(), found);
    found.add("minSize", good.minSize(), now.minSize(), Kind.CAPACITY);
    found.add("maxSize", good.maxSize(), now.maxSize(), Kind.CAPACITY);
    int desired = live.fleet().desiredCapacity();
    if (point.fleet().desiredCapacity() > 0 && (desired == 0 || desired < good.minSize())) {
      found.add("desiredCapacity", point.fleet().desiredCapacity(), desired, Kind.CAPACITY);
    }
    found.add("subnetIds", good.subnetIds(), now.subnetIds(), Kind.CAPACITY);
    if (good.subnetIds().isEmpty() && now.subnetIds().isEmpty()) {
      // Subnets decide the zones; without any, the zones are named by themselves.
      found.add(
          "availabilityZones", good.availabilityZones(), now.availabilityZones(), Kind.CAPACITY);
    }
    health(good, now, found);
    other(good, now, found);
    if (good.furtherSettings().isPresent() && now.furtherSettings().isPresent()) {
      further(good.furtherSettings().get(), now.furtherSettings().get(), found);
    }
    if (good.attachments().isPresent() && now.attachments().isPresent()) {
      attached(good.attachments().get(), now.attachments().get(), found);
    }
    return found.differences();
  }

  private static void health(GroupConfiguration good, GroupConfiguration now, Comparison found) {
    found.add("healthCheckType", good.healthCheckType(), now.healthCheckType(), Kind.HEALTH);
    found.add(
        "healthCheckGracePeriodSeconds",
        good.healthCheckGracePeriodSeconds(),
        now.healthCheckGracePeriodSeconds(),
        Kind.HEALTH);
    found.add("targetGroupArns", good.targetGroupArns(), now.targetGroupArns(), Kind.HEALTH);
    found.add(
        "suspendedProcesses", good.suspendedProcesses(), now.suspendedProcesses(), Kind.HEALTH);
  }

  private static void other(GroupConfiguration good, GroupConfiguration now, Comparison found) {
    found.add(
        "defaultInstanceWarmupSeconds",
        good.defaultInstanceWarmupSeconds().<Object>map(seconds -> seconds).orElse(Comparison.NONE),
        now.defaultInstanceWarmupSeconds().<Object>map(seconds -> seconds).orElse(Comparison.NONE),
        Kind.OTHER);
    found.add(
        "defaultCooldownSeconds",
        good.defaultCooldownSeconds(),
        now.defaultCooldownSeconds(),
        Kind.OTHER);
    found.add(
        "terminationPolicies", good.terminationPolicies(), now.terminationPolicies(), Kind.OTHER);
    found.add(
        "newInstancesProtectedFromScaleIn",
        good.newInstancesProtectedFromScaleIn(),
        now.newInstancesProtectedFromScaleIn(),
        Kind.OTHER);
    found.add(
        "maxInstanceLifetimeSeconds",
        good.maxInstanceLifetimeSeconds().<Object>map(seconds -> seconds).orElse(Comparison.NONE),
        now.maxInstanceLifetimeSeconds().<Object>map(seconds -> seconds).orElse(Comparison.NONE),
        Kind.OTHER);
    found.add("capacityRebalance", good.capacityRebalance(), now.capacityRebalance(), Kind.OTHER);
    found.deep(
        "instanceMaintenancePolicy",
        good.instanceMaintenancePolicy(),
        now.instanceMaintenancePolicy(),
        Kind.OTHER);
    for (String key : Comparison.names(good.tags(), now.tags())) {
      found.add("tags/" + key, tag(good, key), tag(now, key), Kind.OTHER);
    }
  }

  private static String tag(GroupConfiguration configuration, String key) {
    GroupConfiguration.Tag tag = configuration.tags().get(key);
    if (tag == null) {
      return Comparison.NONE;
    }
    return tag.propagateAtLaunch() ? tag.value() : tag.value() + " (of the group alone)";
  }

  private static void further(
      SortedMap<String, Object> good, SortedMap<String, Object> now, Comparison found) {
    for (String name : Comparison.names(good, now)) {
      found.deep(
          Comparison.field(name),
          good.getOrDefault(name, Comparison.NONE),
          now.getOrDefault(name, Comparison.NONE),
          FURTHER.getOrDefault(name, Kind.OTHER));
    }
  }

  private static void attached(Attachments good, Attachments now, Comparison found) {
    // A hook holds instances back until somebody answers.
    found.named("lifecycleHooks", good.lifecycleHooks(), now.lifecycleHooks(), Kind.HEALTH);
    found.named("scalingPolicies", good.scalingPolicies(), now.scalingPolicies(), Kind.CAPACITY);
    found.named("scheduledActions", good.scheduledActions(), now.scheduledActions(), Kind.CAPACITY);
    found.named("notifications", good.notifications(), now.notifications(), Kind.OTHER);
  }
}
