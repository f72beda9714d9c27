package dev.lastgood.infra;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.constructs.Construct;

/** An alarm on everything of ours that would otherwise fail in silence. */
final class Alarms extends Construct {
  /** The namespace of our own metrics. */
  static final String NAMESPACE = "Lastgood";

  private static final int MINUTE = 60;
  private static final int QUARTER = 900;
  private static final int HOUR = 3_600;
  private static final int DAY = 86_400;

  /** A capture comes every 15 minutes and confirms the good point: three may be missed. */
  private static final int POINT_AGE_SECONDS_MAX = HOUR;

  private static final int POINT_PERIODS = 4;

  /** A check comes every 15 minutes: two of them are in each period. */
  private static final int CHECKS_PERIOD = 2 * QUARTER;

  /** What an incident may take beyond the longest deadline: being closed by the sweep. */
  private static final int CLOSING_SECONDS_MAX = 900;

  private static final int OBLIGATION_AGE_SECONDS_MAX = 1_800;

  private final Names names;
  private final Notices notices;

  Alarms(
      Construct scope,
      Names names,
      Configuration configuration,
      Notices notices,
      Queues queues,
      Rules rules) {
    super(scope, "Alarms");
    this.names = names;
    this.notices = notices;
    for (String queue : Queues.ALL) {
      above(
          queue,
          "Events were lost to the queue " + names.of(queue) + ": read them, and act on them.",
          metric(
              "AWS/SQS",
              "ApproximateNumberOfMessagesVisible",
              Map.of("QueueName", names.of(queue))),
          "Maximum",
          MINUTE,
          0);
    }
    for (FunctionName function : FunctionName.ALL) {
      Map<String, String> which = Map.of("FunctionName", names.of(function.id()));
      above(
          function.id() + "-errors",
          "The function " + names.of(function.id()) + " fails again and again.",
          metric("AWS/Lambda", "Errors", which),
          "Sum",
          5 * MINUTE,
          2);
      above(
          function.id() + "-throttles",
          "The function " + names.of(function.id()) + " is throttled.",
          metric("AWS/Lambda", "Throttles", which),
          "Sum",
          5 * MINUTE,
          // The sweep runs one at a time by design, and a late one meets the next.
          function == FunctionName.SWEEP ? 3 : 0);
      missing(
          function.id() + "-canary",
          "The canary of " + names.of(function.id()) + " has not run for two days.",
          ours("Canary", Map.of("Function", names.of(function.id()))),
          DAY,
          2);
    }
    for (String machine : List.of(Machines.INCIDENT, Machines.RECOVERY)) {
      Map<String, String> which =
          Map.of("StateMachineArn", names.arn("states", "stateMachine:" + names.of(machine)));
      for (String metric :
          List.of("ExecutionsFailed", "ExecutionsTimedOut", "ExecutionThrottled")) {
        above(
            machine + "-" + metric,
            metric + " of the state machine " + names.of(machine) + ".",
            metric("AWS/States", metric, which),
            "Sum",
            MINUTE,
            0);
      }
    }
    for (Target target : configuration.targets()) {
      alarm(
              "point-age-" + target.id(),
              target.id() + " is not protected: its newest good point is old, or there is none.",
              ours("GoodPointAgeSeconds", Map.of("Target", target.id())))
          .statistic("Maximum")
          .period(QUARTER)
          // No data is no protection; an incident, in which nothing is captured, is shorter.
          .evaluationPeriods(POINT_PERIODS)
          .threshold(POINT_AGE_SECONDS_MAX + target.soakSeconds())
          .comparisonOperator("GreaterThanThreshold")
          .treatMissingData("breaching")
          .build();
      alarm(
              "not-recoverable-" + target.id(),
              target.id()
                  + " could not be recovered now, or nobody has looked: see the runbook"
                  + " not-recoverable.md.",
              ours("Recoverable", Map.of("Target", target.id())))
          .statistic("Minimum")
          // One check says it at once; one that is late or missed is no reason yet.
          .period(CHECKS_PERIOD)
          .evaluationPeriods(1)
          .threshold(1)
          .comparisonOperator("LessThanThreshold")
          .treatMissingData("breaching")
          .build();
    }
    above(
        "incident-age",
        "An incident has been open, and its leases held, for long: it does not end.",
        ours("OldestIncidentSeconds", Map.of()),
        "Maximum",
        MINUTE,
        CLOSING_SECONDS_MAX
            + configuration.targets().stream().mapToInt(Target::deadlineSeconds).max().orElse(0));
    above(
        "obligation-age",
        "Something that an incident owes is not met: see the runbook on what is stuck.",
        ours("OldestObligationSeconds", Map.of()),
        "Maximum",
        MINUTE,
        OBLIGATION_AGE_SECONDS_MAX);
    above(
        "past-half",
        "An incident has used half of its deadline and is still open.",
        ours("IncidentsPastHalf", Map.of()),
        "Maximum",
        MINUTE,
        0);
    missing(
        "sweep-missed",
        "The sweep has not run for five minutes: what events do not announce is not seen.",
        ours("Sweep", Map.of()),
        5 * MINUTE,
        1);
    missing(
        "nobody-told",
        "Nobody has confirmed a subscription to the notices.",
        ours("ConfirmedSubscriptions", Map.of()),
        HOUR,
        1);
    getNode().addDependency(queues);
    getNode().addDependency(rules);
  }

  private record Metric(String namespace, String name, Map<String, String> dimensions) {}

  private static Metric metric(String namespace, String name, Map<String, String> dimensions) {
    return new Metric(namespace, name, new TreeMap<>(dimensions));
  }

  private Metric ours(String name, Map<String, String> dimensions) {
    Map<String, String> all = new TreeMap<>(dimensions);
    all.put("Environment", names.environment());
    return new Metric(NAMESPACE, name, all);
  }

  /** Goes off above a threshold; no data is as it should be. */
  private void above(
      String id, String says, Metric metric, String statistic, int periodSeconds, int threshold) {
    alarm(id, says, metric)
        .statistic(statistic)
        .period(periodSeconds)
        .evaluationPeriods(1)
        .threshold(threshold)
        .comparisonOperator("GreaterThanThreshold")
        .treatMissingData("notBreaching")
        .build();
  }

  /** Goes off where something that should keep coming does not, or comes as nought. */
  private void missing(String id, String says, Metric metric, int periodSeconds, int periods) {
    alarm(id, says, metric)
        .statistic("Maximum")
        .period(periodSeconds)
        .evaluationPeriods(periods)
        .threshold(1)
        .comparisonOperator("LessThanThreshold")
        .treatMissingData("breaching")
        .build();
  }

  private CfnAlarm.Builder alarm(String id, String says, Metric metric) {
    List<String> topic = List.of(notices.topic().getTopicArn());
    return CfnAlarm.Builder.create(this, id)
        .alarmName(names.of(id))
        .alarmDescription(says)
        .namespace(metric.namespace())
        .metricName(metric.name())
        .dimensions(
            metric.dimensions().entrySet().stream()
                .map(
                    entry ->
                        CfnAlarm.DimensionProperty.builder()
                            .name(entry.getKey())
                            .value(entry.getValue())
                            .build())
                .toList())
        .actionsEnabled(true)
        .alarmActions(topic)
        .okActions(topic);
  }
}
