package dev.lastgood.functions.plan;

import dev.lastgood.functions.plan.Difference.Kind;
import dev.lastgood.functions.point.GroupConfiguration;
import dev.lastgood.functions.point.LaunchTemplate;
import dev.lastgood.functions.point.PointBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Finds how a live group differs from a point. */
public final class Differences {
  private Differences() {}

  /**
   * Compares. Desired capacity is live state, not configuration: it differs only where the group
   * was emptied, or set below the point's own minimum.
   *
   * @param point what was good
   * @param live what is
   * @return the differences, in a fixed order
   */
  public static List<Difference> between(PointBody point, PointBody live) {
    List<Difference> found = new ArrayList<>();
    GroupConfiguration good = point.configuration();
    GroupConfiguration now = live.configuration();
    templates(good.launchTemplate(), now.launchTemplate(), found);
    add(found, "minSize", good.minSize(), now.minSize(), Kind.CAPACITY);
    add(found, "maxSize", good.maxSize(), now.maxSize(), Kind.CAPACITY);
    int desired = live.fleet().desiredCapacity();
    if (point.fleet().desiredCapacity() > 0 && (desired == 0 || desired < good.minSize())) {
      add(found, "desiredCapacity", point.fleet().desiredCapacity(), desired, Kind.CAPACITY);
    }
    add(found, "subnetIds", good.subnetIds(), now.subnetIds(), Kind.CAPACITY);
    add(found, "healthCheckType", good.healthCheckType(), now.healthCheckType(), Kind.HEALTH);
    add(
        found,
        "healthCheckGracePeriodSeconds",
        good.healthCheckGracePeriodSeconds(),
        now.healthCheckGracePeriodSeconds(),
        Kind.HEALTH);
    add(found, "targetGroupArns", good.targetGroupArns(), now.targetGroupArns(), Kind.HEALTH);
    add(
        found,
        "suspendedProcesses",
        good.suspendedProcesses(),
        now.suspendedProcesses(),
        Kind.HEALTH);
    add(
        found,
        "defaultInstanceWarmupSeconds",
        good.defaultInstanceWarmupSeconds().map(Object::toString).orElse("none"),
        now.defaultInstanceWarmupSeconds().map(Object::toString).orElse("none"),
        Kind.OTHER);
    add(
        found,
        "defaultCooldownSeconds",
        good.defaultCooldownSeconds(),
        now.defaultCooldownSeconds(),
        Kind.OTHER);
    add(
        found,
        "terminationPolicies",
        good.terminationPolicies(),
        now.terminationPolicies(),
        Kind.OTHER);
    add(
        found,
        "newInstancesProtectedFromScaleIn",
        good.newInstancesProtectedFromScaleIn(),
        now.newInstancesProtectedFromScaleIn(),
        Kind.OTHER);
    add(
        found,
        "maxInstanceLifetimeSeconds",
        good.maxInstanceLifetimeSeconds().map(Object::toString).orElse("none"),
        now.maxInstanceLifetimeSeconds().map(Object::toString).orElse("none"),
        Kind.OTHER);
    add(found, "capacityRebalance", good.capacityRebalance(), now.capacityRebalance(), Kind.OTHER);
    add(
        found,
        "instanceMaintenancePolicy",
        good.instanceMaintenancePolicy(),
        now.instanceMaintenancePolicy(),
        Kind.OTHER);
    add(found, "tags", good.tags(), now.tags(), Kind.OTHER);
    return List.copyOf(found);
  }

  private static void templates(LaunchTemplate good, LaunchTemplate now, List<Difference> found) {
    add(found, "launchTemplate/id", good.id(), now.id(), Kind.LAUNCH);
    TreeSet<String> names = new TreeSet<>(good.data().keySet());
    names.addAll(now.data().keySet());
    for (String name : names) {
      add(
          found,
          "launchTemplate/" + name,
          Objects.requireNonNullElse(good.data().get(name), "none"),
          Objects.requireNonNullElse(now.data().get(name), "none"),
          Kind.LAUNCH);
    }
  }

  private static void add(
      List<Difference> found, String field, Object good, Object now, Kind kind) {
    if (!good.equals(now)) {
      found.add(new Difference(field, good.toString(), now.toString(), kind));
    }
  }
}
