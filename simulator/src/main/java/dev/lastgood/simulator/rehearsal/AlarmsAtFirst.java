package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Alarm;
import dev.lastgood.functions.detect.DetectHandler;
import dev.lastgood.simulator.cloudwatch.MetricFeed;
import dev.lastgood.simulator.cloudwatch.MetricId;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * The alarms that speak for targets, each on the share of requests that fail: of its target's
 * requests, or of the requests to all its targets.
 */
final class AlarmsAtFirst {
  private static final double ERROR_THRESHOLD_PERCENT = 5;

  private final SimulatedWorld world;
  private final Installation installation;
  private final Map<List<Served>, MetricId> metrics = new LinkedHashMap<>();

  private AlarmsAtFirst(SimulatedWorld world, Installation installation) {
    this.world = world;
    this.installation = installation;
  }

  /**
   * Puts every alarm that some target names.
   *
   * @param served the targets, the one that Lastgood is deployed for first
   */
  static void put(SimulatedWorld world, Installation installation, List<? extends Served> served) {
    AlarmsAtFirst alarms = new AlarmsAtFirst(world, installation);
    Map<Alarm, List<Served>> spokenFor = new LinkedHashMap<>();
    for (Served stage : served) {
      for (Alarm alarm : stage.target().alarms()) {
        spokenFor.computeIfAbsent(alarm, _ -> new ArrayList<>()).add(stage);
      }
    }
    spokenFor.forEach(alarms::put);
  }

  private void put(Alarm alarm, List<Served> of) {
    MetricId metric = metrics.computeIfAbsent(List.copyOf(of), this::publish);
    PutMetricAlarmRequest.Builder request =
        PutMetricAlarmRequest.builder()
            .alarmName(alarm.name())
            .namespace(metric.namespace())
            .metricName(metric.name())
            .dimensions(
                metric.dimensions().entrySet().stream()
                    .map(
                        entry ->
                            Dimension.builder()
                                .name(entry.getKey())
                                .value(entry.getValue())
                                .build())
                    .toList())
            .statistic(Statistic.AVERAGE)
            .period(alarm.periodSeconds())
            .evaluationPeriods(alarm.evaluationPeriods())
            .datapointsToAlarm(alarm.datapointsToAlarm())
            .threshold(ERROR_THRESHOLD_PERCENT)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD);
    if (installation.configuration().alarmNames().contains(alarm.name())) {
      // The second way in, beside EventBridge; a made-up alarm has neither, and the sweep finds it.
      request.alarmActions(installation.liveFunction(DetectHandler.class));
    }
    world.cloudWatch().client().putMetricAlarm(request.build());
  }

  private MetricId publish(List<Served> of) {
    List<String> groupNames = of.stream().map(Served::resourceName).toList();
    MetricId metric =
        new MetricId("Web", "FailedRequests", Map.of("Service", String.join("+", groupNames)));
    MetricFeed feed = world.groupMetrics().publish(groupNames, metric, () -> failingPercentage(of));
    world.applications().onChange(feed::sample);
    world.cloudFormation().listen((_, _, _) -> feed.sample());
    return metric;
  }

  /** Every group takes as many requests as any other. */
  private static OptionalDouble failingPercentage(List<Served> of) {
    return of.stream()
        .map(Served::failingShare)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(share -> share.getAsDouble() * 100)
        .average();
  }
}
