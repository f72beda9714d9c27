package dev.lastgood.simulator.installation;

import dev.lastgood.asl.ExecutionDescription;
import dev.lastgood.asl.ExecutionStatusListener;
import dev.lastgood.simulator.cloudwatch.Datapoints;
import dev.lastgood.simulator.cloudwatch.MetricFeed;
import dev.lastgood.simulator.cloudwatch.MetricId;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.lambda.InvocationObserver;
import dev.lastgood.simulator.lambda.InvocationResult;
import dev.lastgood.simulator.sqs.Arrival;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * What Lastgood's functions, machines and queues publish, as far as an alarm of the template looks
 * at it. The names are those of "Using CloudWatch metrics with Lambda", "Monitoring Step Functions
 * metrics" and "Available CloudWatch metrics for Amazon SQS" in the guides of these services.
 */
final class OwnMetrics implements InvocationObserver, ExecutionStatusListener {
  /** The namespace that functions publish in. */
  private static final String OURS = "Lastgood";

  private final String environment;
  private final Map<MetricId, Datapoints> datapoints = new HashMap<>();
  private final Map<String, MetricFeed> depths = new TreeMap<>();

  private OwnMetrics(String environment) {
    this.environment = environment;
  }

  /** Begins to publish in a world; before its alarms are made. */
  static void publish(
      SimulatedWorld world, String environment, Iterable<PutMetricAlarmRequest> alarms) {
    OwnMetrics metrics = new OwnMetrics(environment);
    for (PutMetricAlarmRequest alarm : alarms) {
      metrics.feed(world, alarm);
    }
    world.watchInvocations(metrics);
    world.watchExecutions(metrics);
    world.sqs().listen(metrics::arrived);
  }

  private void feed(SimulatedWorld world, PutMetricAlarmRequest alarm) {
    Map<String, String> dimensions = new TreeMap<>();
    for (Dimension dimension : alarm.dimensions()) {
      dimensions.put(dimension.name(), dimension.value());
    }
    MetricId id = new MetricId(alarm.namespace(), alarm.metricName(), dimensions);
    if (alarm.namespace().equals("AWS/SQS")) {
      String queue = dimensions.get("QueueName");
      depths.computeIfAbsent(
          queue,
          _ -> world.cloudWatch().feed(id, () -> OptionalDouble.of(world.sqs().depth(queue))));
    } else {
      datapoints.computeIfAbsent(id, _ -> world.cloudWatch().datapoints(id, before(alarm)));
    }
  }

  /** Lastgood has been deployed for long: what must keep coming has kept coming. */
  private static double before(PutMetricAlarmRequest alarm) {
    if (!"breaching".equals(alarm.treatMissingData())) {
      return Double.NaN;
    }
    return switch (alarm.comparisonOperator()) {
      case LESS_THAN_THRESHOLD, LESS_THAN_OR_EQUAL_TO_THRESHOLD -> alarm.threshold() + 1;
      default -> 0;
    };
  }

  @Override
  public void metric(
      String functionName, String name, double value, String unit, Map<String, String> dimensions) {
    Map<String, String> all = new TreeMap<>(dimensions);
    all.put("Environment", environment);
    put(new MetricId(OURS, name, all), value);
  }

  @Override
  public void finished(
      InvocationContext context, InvocationResult result, Optional<Throwable> thrown) {
    if (result instanceof InvocationResult.Failed) {
      put(new MetricId("AWS/Lambda", "Errors", function(context.functionName())), 1);
    }
  }

  @Override
  public void throttled(String functionName) {
    put(new MetricId("AWS/Lambda", "Throttles", function(functionName)), 1);
  }

  @Override
  public void onStatusChange(ExecutionDescription execution) {
    Optional<String> metric =
        switch (execution.status()) {
          case FAILED -> Optional.of("ExecutionsFailed");
          case TIMED_OUT -> Optional.of("ExecutionsTimedOut");
          case ABORTED -> Optional.of("ExecutionsAborted");
          case RUNNING, SUCCEEDED -> Optional.empty();
        };
    metric.ifPresent(
        name ->
            put(
                new MetricId(
                    "AWS/States",
                    name,
                    Map.of("StateMachineArn", unqualified(execution.stateMachineArn()))),
                1));
  }

  private void arrived(Arrival arrival) {
    Optional.ofNullable(depths.get(arrival.queue())).ifPresent(MetricFeed::sample);
  }

  private void put(MetricId id, double value) {
    Optional.ofNullable(datapoints.get(id)).ifPresent(metric -> metric.put(value));
  }

  private static Map<String, String> function(String name) {
    return Map.of("FunctionName", name);
  }

  private static String unqualified(String stateMachineArn) {
    String[] parts = stateMachineArn.split(":", 8);
    return String.join(":", java.util.List.of(parts).subList(0, 7));
  }
}
