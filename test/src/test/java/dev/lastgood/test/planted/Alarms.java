package dev.lastgood.test.planted;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** What is made of answers about alarms by mistake. */
final class Alarms {
  private Alarms() {}

  /** Changes each alarm that watches a metric. */
  static DescribeAlarmsResponse each(
      DescribeAlarmsResponse answer, UnaryOperator<MetricAlarm> changed) {
    return answer.toBuilder()
        .metricAlarms(answer.metricAlarms().stream().map(changed).toList())
        .build();
  }

  static MetricAlarm since(MetricAlarm alarm, Instant since) {
    return alarm.toBuilder().stateTransitionedTimestamp(since).build();
  }

  static MetricAlarm state(MetricAlarm alarm, StateValue state) {
    return alarm.toBuilder().stateValue(state).build();
  }

  /** What is on no page that was read is taken for quiet. */
  static DescribeAlarmsResponse firstPage(
      DescribeAlarmsRequest request, DescribeAlarmsResponse page) {
    List<String> read =
        java.util.stream.Stream.concat(
                page.metricAlarms().stream().map(MetricAlarm::alarmName),
                page.compositeAlarms().stream().map(CompositeAlarm::alarmName))
            .toList();
    List<MetricAlarm> all = new java.util.ArrayList<>(page.metricAlarms());
    request.alarmNames().stream()
        .filter(name -> !read.contains(name))
        .map(
            name ->
                MetricAlarm.builder()
                    .alarmName(name)
                    .stateValue(StateValue.OK)
                    .stateTransitionedTimestamp(Instant.EPOCH)
                    .build())
        .forEach(all::add);
    return page.toBuilder().metricAlarms(all).nextToken(null).build();
  }
}
