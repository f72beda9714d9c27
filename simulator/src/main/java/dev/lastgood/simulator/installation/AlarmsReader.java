package dev.lastgood.simulator.installation;

import dev.lastgood.simulator.template.Properties;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** Reads the alarms of a template. */
final class AlarmsReader {
  private AlarmsReader() {}

  static List<PutMetricAlarmRequest> alarms(Reading reading) {
    List<PutMetricAlarmRequest> alarms = new ArrayList<>();
    for (Properties alarm : reading.of("AWS::CloudWatch::Alarm")) {
      PutMetricAlarmRequest.Builder request =
          PutMetricAlarmRequest.builder()
              .alarmName(alarm.text("AlarmName"))
              .actionsEnabled(alarm.flag("ActionsEnabled", true))
              .alarmActions(alarm.texts("AlarmActions"))
              .okActions(alarm.texts("OKActions"))
              .namespace(alarm.text("Namespace"))
              .metricName(alarm.text("MetricName"))
              .dimensions(
                  alarm.children("Dimensions").stream()
                      .map(
                          dimension ->
                              Dimension.builder()
                                  .name(dimension.text("Name"))
                                  .value(dimension.text("Value"))
                                  .build())
                      .toList())
              .statistic(alarm.text("Statistic"))
              .period(alarm.integer("Period", 60))
              .evaluationPeriods(alarm.integer("EvaluationPeriods", 1))
              .threshold(alarm.number("Threshold"))
              .comparisonOperator(alarm.text("ComparisonOperator"));
      alarm.optionalText("TreatMissingData").ifPresent(request::treatMissingData);
      alarm
          .optionalText("DatapointsToAlarm")
          .ifPresent(points -> request.datapointsToAlarm(Integer.valueOf(points)));
      alarms.add(request.build());
    }
    return alarms;
  }
}
