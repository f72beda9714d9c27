package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.cloudwatch.MetricFeed;
import dev.lastgood.simulator.cloudwatch.MetricId;
import dev.lastgood.simulator.cloudwatch.SimulatedCloudWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/** Publishes what a group's instances do as CloudWatch metrics, whenever it changes. */
public final class GroupMetrics implements GroupListener {
  private final SimulatedAutoScaling autoScaling;
  private final SimulatedCloudWatch cloudWatch;
  private final List<Published> published = new ArrayList<>();

  private record Published(List<String> groupNames, MetricFeed feed) {}

  /**
   * Begins to listen; publishes nothing yet.
   *
   * @param autoScaling where the groups are
   * @param cloudWatch where the metrics go
   */
  public GroupMetrics(SimulatedAutoScaling autoScaling, SimulatedCloudWatch cloudWatch) {
    this.autoScaling = autoScaling;
    this.cloudWatch = cloudWatch;
    autoScaling.listen(this);
  }

  /**
   * Publishes the percentage of a group's requests that fail.
   *
   * @param groupName the group; without it, nothing is published
   * @param metric under which name
   * @return the feed, to be sampled where something else changes it
   */
  public MetricFeed errorPercentage(String groupName, MetricId metric) {
    return publish(groupName, metric, group -> group.errorShare() * 100);
  }

  /**
   * Publishes how many instances of a group serve requests.
   *
   * @param groupName the group; without it, nothing is published
   * @param metric such as {@code HealthyHostCount}
   * @return the feed
   */
  public MetricFeed healthyHosts(String groupName, MetricId metric) {
    return publish(groupName, metric, Group::servingCount);
  }

  private MetricFeed publish(String groupName, MetricId metric, ToDoubleFunction<Group> measure) {
    return publish(
        List.of(groupName),
        metric,
        () -> {
          var group = autoScaling.group(groupName);
          return group.isPresent()
              ? OptionalDouble.of(measure.applyAsDouble(group.get()))
              : OptionalDouble.empty();
        });
  }

  /**
   * Publishes a figure that some groups add up to.
   *
   * @param groupNames the groups whose changes may change it
   * @param metric under which name
   * @param measure finds it; empty where there is nothing to be published
   * @return the feed, to be sampled where something else changes it
   */
  public MetricFeed publish(
      List<String> groupNames, MetricId metric, Supplier<OptionalDouble> measure) {
    MetricFeed feed = cloudWatch.feed(metric, measure);
    published.add(new Published(List.copyOf(groupNames), feed));
    return feed;
  }

  @Override
  public void instanceChanged(Group group, GroupInstance instance) {
    sample(group);
  }

  @Override
  public void settingsChanged(Group group, AutoScalingGroup before) {
    sample(group);
  }

  private void sample(Group group) {
    for (Published one : published) {
      if (one.groupNames.contains(group.name())) {
        one.feed.sample();
      }
    }
  }
}
