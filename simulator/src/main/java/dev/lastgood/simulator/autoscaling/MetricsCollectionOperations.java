package dev.lastgood.simulator.autoscaling;

import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.model.DisableMetricsCollectionRequest;
import software.amazon.awssdk.services.autoscaling.model.DisableMetricsCollectionResponse;
import software.amazon.awssdk.services.autoscaling.model.EnableMetricsCollectionRequest;
import software.amazon.awssdk.services.autoscaling.model.EnableMetricsCollectionResponse;
import software.amazon.awssdk.services.autoscaling.model.EnabledMetric;

/**
 * Which group metrics are collected, by "EnableMetricsCollection" of the Auto Scaling API
 * Reference; without names, both calls mean every metric. No metric is published.
 */
final class MetricsCollectionOperations {
  private static final String GRANULARITY = "1Minute";
  private static final List<String> METRICS =
      List.of(
          "GroupMinSize",
          "GroupMaxSize",
          "GroupDesiredCapacity",
          "GroupInServiceInstances",
          "GroupPendingInstances",
          "GroupStandbyInstances",
          "GroupTerminatingInstances",
          "GroupTotalInstances",
          "GroupInServiceCapacity",
          "GroupPendingCapacity",
          "GroupStandbyCapacity",
          "GroupTerminatingCapacity",
          "GroupTotalCapacity",
          "WarmPoolDesiredCapacity",
          "WarmPoolWarmedCapacity",
          "WarmPoolPendingCapacity",
          "WarmPoolTerminatingCapacity",
          "WarmPoolTotalCapacity",
          "GroupAndWarmPoolDesiredCapacity",
          "GroupAndWarmPoolTotalCapacity");

  private final World world;

  MetricsCollectionOperations(World world) {
    this.world = world;
  }

  EnableMetricsCollectionResponse enable(EnableMetricsCollectionRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    if (!GRANULARITY.equals(request.granularity())) {
      throw AutoScalingErrors.validation("The only valid granularity is " + GRANULARITY + ".");
    }
    TreeMap<String, EnabledMetric> enabled = enabled(group);
    for (String metric : named(request.metrics())) {
      enabled.put(metric, EnabledMetric.builder().metric(metric).granularity(GRANULARITY).build());
    }
    change(group, enabled);
    return EnableMetricsCollectionResponse.builder().build();
  }

  DisableMetricsCollectionResponse disable(DisableMetricsCollectionRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    TreeMap<String, EnabledMetric> enabled = enabled(group);
    enabled.keySet().removeAll(named(request.metrics()));
    change(group, enabled);
    return DisableMetricsCollectionResponse.builder().build();
  }

  private static TreeMap<String, EnabledMetric> enabled(Group group) {
    TreeMap<String, EnabledMetric> enabled = new TreeMap<>();
    group.settings().enabledMetrics().forEach(metric -> enabled.put(metric.metric(), metric));
    return enabled;
  }

  private void change(Group group, TreeMap<String, EnabledMetric> enabled) {
    world.change(
        group, group.settings().toBuilder().enabledMetrics(List.copyOf(enabled.values())).build());
  }

  private static List<String> named(List<String> names) {
    for (String name : names) {
      if (!METRICS.contains(name)) {
        throw AutoScalingErrors.validation("The metric " + name + " is not valid.");
      }
    }
    return names.isEmpty() ? METRICS : names;
  }
}
