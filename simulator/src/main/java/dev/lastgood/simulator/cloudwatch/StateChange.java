package dev.lastgood.simulator.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.ServiceEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/**
 * The JSON that CloudWatch writes about a change of an alarm's state; see "Alarm events and
 * EventBridge" in CloudWatch's guide.
 */
final class StateChange {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private StateChange() {}

  static String reasonData(MetricAlarm alarm, AlarmEvaluation evaluation, Instant now) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("version", "1.0");
    data.put("queryDate", TIME.format(now));
    if (!evaluation.present().isEmpty()) {
      data.put("startDate", TIME.format(evaluation.present().getLast().at()));
    }
    data.put("statistic", alarm.statisticAsString());
    data.put("period", alarm.period());
    data.put(
        "recentDatapoints",
        evaluation.present().reversed().stream().map(AlarmEvaluation.Datapoint::value).toList());
    data.put("threshold", alarm.threshold());
    data.put(
        "evaluatedDatapoints",
        evaluation.present().stream()
            .map(
                point -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("timestamp", TIME.format(point.at()));
                  one.put("value", point.value());
                  return one;
                })
            .toList());
    return json(data);
  }

  static ServiceEvent event(MetricAlarm before, MetricAlarm after) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("alarmName", after.alarmName());
    detail.put("configuration", configuration(after));
    detail.put("previousState", state(before));
    detail.put("state", state(after));
    return new ServiceEvent(
        "aws.cloudwatch",
        "CloudWatch Alarm State Change",
        List.of(after.alarmArn()),
        detail,
        ServiceEvent.Delivery.DURABLE);
  }

  /**
   * What CloudWatch hands a function that an alarm invokes; see "Invoke a Lambda function from an
   * alarm" in CloudWatch's guide.
   */
  static Map<String, Object> action(
      MetricAlarm before, MetricAlarm after, Account account, Instant now) {
    Map<String, Object> alarmData = new LinkedHashMap<>();
    alarmData.put("alarmName", after.alarmName());
    alarmData.put("state", state(after));
    alarmData.put("previousState", state(before));
    alarmData.put("configuration", configuration(after));
    Map<String, Object> action = new LinkedHashMap<>();
    action.put("source", "aws.cloudwatch");
    action.put("alarmArn", after.alarmArn());
    action.put("accountId", account.id());
    action.put("time", TIME.format(now));
    action.put("region", account.region());
    action.put("alarmData", alarmData);
    return action;
  }

  private static Map<String, Object> state(MetricAlarm alarm) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("value", alarm.stateValueAsString());
    state.put("reason", alarm.stateReason());
    if (alarm.stateReasonData() != null) {
      state.put("reasonData", alarm.stateReasonData());
    }
    state.put("timestamp", TIME.format(alarm.stateUpdatedTimestamp()));
    return state;
  }

  private static Map<String, Object> configuration(MetricAlarm alarm) {
    MetricId id = MetricId.of(alarm.namespace(), alarm.metricName(), alarm.dimensions());
    Map<String, Object> metric = new LinkedHashMap<>();
    metric.put("namespace", id.namespace());
    metric.put("name", id.name());
    metric.put("dimensions", id.dimensions());
    Map<String, Object> metricStat = new LinkedHashMap<>();
    metricStat.put("metric", metric);
    metricStat.put("period", alarm.period());
    metricStat.put("stat", alarm.statisticAsString());
    Map<String, Object> query = new LinkedHashMap<>();
    query.put("id", "m1");
    query.put("metricStat", metricStat);
    query.put("returnData", true);
    Map<String, Object> configuration = new LinkedHashMap<>();
    if (alarm.alarmDescription() != null) {
      configuration.put("description", alarm.alarmDescription());
    }
    configuration.put("metrics", List.of(query));
    return configuration;
  }

  /** What DescribeAlarmHistory answers as HistoryData for a StateUpdate. */
  static String historyData(MetricAlarm before, MetricAlarm after) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("version", "1.0");
    data.put("oldState", historyState(before));
    data.put("newState", historyState(after));
    return json(data);
  }

  private static Map<String, Object> historyState(MetricAlarm alarm) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("stateValue", alarm.stateValueAsString());
    state.put("stateReason", alarm.stateReason());
    if (alarm.stateReasonData() != null) {
      try {
        state.put("stateReasonData", JSON.readTree(alarm.stateReasonData()));
      } catch (JsonProcessingException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return state;
  }

  private static String json(Map<String, Object> data) {
    try {
      return JSON.writeValueAsString(data);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
