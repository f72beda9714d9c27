package dev.lastgood.functions.plan;

import dev.lastgood.functions.plan.Difference.Kind;
import dev.lastgood.functions.point.LaunchSource;
import dev.lastgood.functions.point.LaunchSource.InstanceOverride;
import dev.lastgood.functions.point.LaunchTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds how what a group launches from differs from a point's. */
final class LaunchDifferences {
  private static final String POLICY = "mixedInstancesPolicy";
  private static final String WEIGHT = "WeightedCapacity";

  private LaunchDifferences() {}

  static void find(LaunchSource good, LaunchSource now, Comparison found) {
    switch (good) {
      case LaunchSource.Template template when now instanceof LaunchSource.Template other ->
          template("launchTemplate", template.template(), other.template(), found);
      case LaunchSource.Configuration data when now instanceof LaunchSource.Configuration other ->
          found.data("launchConfiguration", data.data(), other.data());
      case LaunchSource.MixedInstances policy
          when now instanceof LaunchSource.MixedInstances other ->
          mixed(policy, other, found);
      case LaunchSource.Template _, LaunchSource.Configuration _, LaunchSource.MixedInstances _ ->
          found.add("launchSource", good.says(), now.says(), Kind.LAUNCH);
    }
  }

  private static void template(
      String path, LaunchTemplate good, LaunchTemplate now, Comparison found) {
    found.add(path + "/id", good.id(), now.id(), Kind.LAUNCH);
    found.data(path, good.data(), now.data());
  }

  private static void mixed(
      LaunchSource.MixedInstances good, LaunchSource.MixedInstances now, Comparison found) {
    template(POLICY + "/launchTemplate", good.template(), now.template(), found);
    found.deep(
        POLICY + "/instancesDistribution",
        good.instancesDistribution(),
        now.instancesDistribution(),
        Kind.CAPACITY);
    Map<String, InstanceOverride> goodOverrides = good.named();
    Map<String, InstanceOverride> nowOverrides = now.named();
    for (String name : Comparison.names(goodOverrides, nowOverrides)) {
      String path = POLICY + "/overrides/" + name;
      Optional<InstanceOverride> before = Optional.ofNullable(goodOverrides.get(name));
      Optional<InstanceOverride> after = Optional.ofNullable(nowOverrides.get(name));
      if (before.isPresent() && after.isPresent()) {
        override(path, before.get(), after.get(), found);
      } else {
        found.add(
            path,
            before.map(LaunchDifferences::says).orElse(Comparison.NONE),
            after.map(LaunchDifferences::says).orElse(Comparison.NONE),
            Kind.LAUNCH);
      }
    }
    List<String> goodOrder = new ArrayList<>(goodOverrides.keySet());
    List<String> nowOrder = new ArrayList<>(nowOverrides.keySet());
    goodOrder.retainAll(nowOverrides.keySet());
    nowOrder.retainAll(goodOverrides.keySet());
    found.add(POLICY + "/overrides", goodOrder, nowOrder, Kind.CAPACITY);
  }

  private static void override(
      String path, InstanceOverride good, InstanceOverride now, Comparison found) {
    if (good.launchTemplate().isPresent() && now.launchTemplate().isPresent()) {
      template(
          path + "/launchTemplate", good.launchTemplate().get(), now.launchTemplate().get(), found);
    } else {
      found.add(
          path + "/launchTemplate",
          good.launchTemplate().map(LaunchTemplate::id).orElse(Comparison.NONE),
          now.launchTemplate().map(LaunchTemplate::id).orElse(Comparison.NONE),
          Kind.LAUNCH);
    }
    for (String name : Comparison.names(good.settings(), now.settings())) {
      found.deep(
          path + "/" + Comparison.field(name),
          good.settings().getOrDefault(name, Comparison.NONE),
          now.settings().getOrDefault(name, Comparison.NONE),
          // A weight says how many instances there are, and not what they run.
          name.equals(WEIGHT) ? Kind.CAPACITY : Kind.LAUNCH);
    }
  }

  private static String says(InstanceOverride override) {
    return override
        .launchTemplate()
        .map(own -> Comparison.text(override.settings()) + " from " + own.id())
        .orElse(Comparison.text(override.settings()));
  }
}
