package dev.lastgood.simulator.cloudwatch;

import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** Checks a PutMetricAlarm request by the rules of the CloudWatch API Reference. */
final class AlarmConfiguration {
  private static final int HOUR_SECONDS = 3_600;
  private static final int DAY_SECONDS = 86_400;
  private static final int WEEK_SECONDS = 7 * DAY_SECONDS;

  private AlarmConfiguration() {}

  static MetricAlarm of(PutMetricAlarmRequest request) {
    require(request.metricName() != null && request.namespace() != null, "a metric");
    require(request.period() != null && request.evaluationPeriods() != null, "periods");
    require(request.threshold() != null && request.comparisonOperator() != null, "a threshold");
    require(request.statistic() != null, "a statistic");
    require(
        request.period() == 10
            || request.period() == 20
            || request.period() == 30
            || request.period() > 0 && request.period() % 60 == 0,
        "a period of 10, 20, 30 or a multiple of 60 seconds");
    require(
        request.period() * request.evaluationPeriods()
            <= (request.period() < HOUR_SECONDS ? DAY_SECONDS : WEEK_SECONDS),
        "a window of at most a week, or of a day where its period is less than an hour");
    require(
        request.datapointsToAlarm() == null
            || request.datapointsToAlarm() <= request.evaluationPeriods(),
        "no more datapoints than periods");
    require(
        request.treatMissingData() == null
            || List.of("missing", "ignore", "breaching", "notBreaching")
                .contains(request.treatMissingData()),
        "a known way to treat missing data");
    return MetricAlarm.builder()
        .alarmName(request.alarmName())
        .alarmDescription(request.alarmDescription())
        .actionsEnabled(request.actionsEnabled() == null || request.actionsEnabled())
        .okActions(request.okActions())
        .alarmActions(request.alarmActions())
        .insufficientDataActions(request.insufficientDataActions())
        .metricName(request.metricName())
        .namespace(request.namespace())
        .statistic(request.statistic())
        .dimensions(request.dimensions())
        .period(request.period())
        .unit(request.unit())
        .evaluationPeriods(request.evaluationPeriods())
        .datapointsToAlarm(request.datapointsToAlarm())
        .threshold(request.threshold())
        .comparisonOperator(request.comparisonOperator())
        .treatMissingData(request.treatMissingData())
        .build();
  }

  private static void require(boolean held, String what) {
    if (!held) {
      throw CloudWatchErrors.validation("An alarm needs " + what + ".");
    }
  }
}
