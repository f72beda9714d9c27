package dev.lastgood.infra;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.ledger.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.SingleValueWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.constructs.Construct;

/**
 * One page that answers, from top to bottom: are we protected, is something happening, did the last
 * ones work, what does it cost.
 */
final class Dashboard extends Construct {
  private static final int WIDTH = 24;
  private static final int HALF = 12;

  private final Names names;

  Dashboard(Construct scope, Names names, Configuration configuration) {
    super(scope, "Dashboard");
    this.names = names;
    List<List<IWidget>> rows = new ArrayList<>();
    rows.add(List.of(question("Are we protected?")));
    rows.add(
        List.of(
            number("Targets without a good point", ours("UnprotectedTargets", Map.of(), "Maximum")),
            graph(
                "Age of the newest good point, in seconds",
                configuration.targets().stream()
                    .map(
                        target ->
                            ours("GoodPointAgeSeconds", Map.of("Target", target.id()), "Maximum"))
                    .toList())));
    rows.add(
        List.of(
            graph(
                "Recoverable: 1, and 0 where not",
                configuration.targets().stream()
                    .map(target -> ours("Recoverable", Map.of("Target", target.id()), "Minimum"))
                    .toList())));
    rows.add(List.of(question("Is something happening?")));
    rows.add(
        List.of(
            graph(
                "Executions of the incident machine",
                Stream.of("ExecutionsStarted", "ExecutionsSucceeded", "ExecutionsFailed")
                    .map(this::execution)
                    .toList()),
            graph(
                "Open and owed, in seconds",
                List.of(
                    ours("OldestIncidentSeconds", Map.of(), "Maximum"),
                    ours("OldestObligationSeconds", Map.of(), "Maximum")))));
    rows.add(List.of(question("Did the last ones work?")));
    rows.add(
        List.of(
            graph(
                "Outcomes",
                Stream.of(Outcome.values())
                    .map(outcome -> ours(outcome.name(), Map.of(), "Sum"))
                    .toList()),
            graph(
                "From the alarm to the outcome, in seconds",
                List.of(
                    ours("IncidentSeconds", Map.of(), "p50"),
                    ours("IncidentSeconds", Map.of(), "Maximum")))));
    rows.add(List.of(question("What does it cost?")));
    rows.add(
        List.of(
            graph("Invocations", functions("Invocations", "Sum")),
            graph("Time of functions, in milliseconds", functions("Duration", "Sum"))));
    software.amazon.awscdk.services.cloudwatch.Dashboard.Builder.create(this, "Page")
        .dashboardName(names.of("overview"))
        .widgets(rows)
        .build();
  }

  private static IWidget question(String question) {
    return TextWidget.Builder.create().markdown("## " + question).width(WIDTH).height(1).build();
  }

  private static IWidget number(String title, IMetric metric) {
    return SingleValueWidget.Builder.create()
        .title(title)
        .metrics(List.of(metric))
        .width(HALF)
        .height(6)
        .build();
  }

  private static IWidget graph(String title, List<? extends IMetric> metrics) {
    return GraphWidget.Builder.create()
        .title(title)
        .left(List.copyOf(metrics))
        .width(HALF)
        .height(6)
        .build();
  }

  private IMetric ours(String name, Map<String, String> dimensions, String statistic) {
    Map<String, String> all = new TreeMap<>(dimensions);
    all.put("Environment", names.environment());
    return metric(Alarms.NAMESPACE, name, all, statistic);
  }

  private IMetric execution(String name) {
    return metric(
        "AWS/States",
        name,
        Map.of(
            "StateMachineArn", names.arn("states", "stateMachine:" + names.of(Machines.INCIDENT))),
        "Sum");
  }

  private List<IMetric> functions(String name, String statistic) {
    return FunctionName.ALL.stream()
        .map(
            function ->
                metric(
                    "AWS/Lambda", name, Map.of("FunctionName", names.of(function.id())), statistic))
        .toList();
  }

  private static IMetric metric(
      String namespace, String name, Map<String, String> dimensions, String statistic) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .dimensionsMap(dimensions)
        .statistic(statistic)
        .period(Duration.minutes(15))
        .build();
  }
}
