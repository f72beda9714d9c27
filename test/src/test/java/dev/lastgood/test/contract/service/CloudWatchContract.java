package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * Metric alarms, over a metric that nobody publishes. See PutMetricAlarm, DescribeAlarms,
 * DescribeAlarmHistory, SetAlarmState and DeleteAlarms in the Amazon CloudWatch API Reference.
 */
abstract class CloudWatchContract extends ServiceContract {
  CloudWatchContract(Services services) {
    super(services);
  }

  private void put(String name, double threshold) {
    services()
        .cloudWatch()
        .putMetricAlarm(
            request ->
                request
                    .alarmName(name)
                    .namespace("Contract")
                    .metricName("Nothing")
                    .statistic(Statistic.SUM)
                    .period(60)
                    .evaluationPeriods(1)
                    .threshold(threshold)
                    .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                    .treatMissingData("missing"));
  }

  private String given(String end) {
    String name = services().name(end);
    put(name, 1);
    services().afterwards(() -> delete(name));
    services().eventually(name + " is there", () -> described(name).size() == 1);
    return name;
  }

  /** Deletes it, unless the case has done so. */
  private void delete(String name) {
    if (!described(name).isEmpty()) {
      services().cloudWatch().deleteAlarms(request -> request.alarmNames(name));
    }
  }

  private List<MetricAlarm> described(String... names) {
    return services().cloudWatch().describeAlarms(it -> it.alarmNames(names)).metricAlarms();
  }

  @Test
  @DisplayName("an alarm has no data at first")
  void atFirst() {
    MetricAlarm alarm = described(given("alarm")).getFirst();
    assertEquals(StateValue.INSUFFICIENT_DATA, alarm.stateValue());
    assertTrue(alarm.alarmArn().endsWith(":alarm:" + alarm.alarmName()), alarm.alarmArn());
  }

  @Test
  @DisplayName("an alarm that is put again has the new configuration whole, and keeps its state")
  void putAgain() {
    String name = given("alarm");
    put(name, 5);
    services()
        .eventually(
            "the new threshold is there", () -> described(name).getFirst().threshold() == 5.0);
    assertEquals(StateValue.INSUFFICIENT_DATA, described(name).getFirst().stateValue());
  }

  @Test
  @DisplayName("alarms that are not there are left out of the answer")
  void unknownNames() {
    String name = given("alarm");
    List<MetricAlarm> described = described(services().name("missing"), name);
    assertEquals(List.of(name), described.stream().map(MetricAlarm::alarmName).toList());
  }

  @Test
  @DisplayName("alarms of a prefix come by pages, each of them once")
  void pages() {
    String prefix = services().name("prefix");
    List<String> names = Stream.of("-a", "-b", "-c").map(prefix::concat).toList();
    names.forEach(
        name -> {
          put(name, 1);
          services().afterwards(() -> delete(name));
        });
    services()
        .eventually(
            "all are there", () -> described(names.toArray(String[]::new)).size() == names.size());
    List<String> shown = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      DescribeAlarmsResponse page =
          services()
              .cloudWatch()
              .describeAlarms(
                  request -> request.alarmNamePrefix(prefix).maxRecords(2).nextToken(from));
      assertTrue(page.metricAlarms().size() <= 2);
      page.metricAlarms().forEach(alarm -> shown.add(alarm.alarmName()));
      token = page.nextToken();
    } while (token != null);
    assertEquals(names, shown.stream().sorted().toList());
  }

  /** It "is typically only visible" in the history, as the alarm returns to its state quickly. */
  @Test
  @DisplayName("a state that is set stands in the alarm's history")
  void setState() {
    String name = given("alarm");
    services()
        .cloudWatch()
        .setAlarmState(
            request ->
                request.alarmName(name).stateValue(StateValue.ALARM).stateReason("a contract"));
    services()
        .eventually(
            "the change is in the history",
            () ->
                services()
                    .cloudWatch()
                    .describeAlarmHistory(
                        request ->
                            request.alarmName(name).historyItemType(HistoryItemType.STATE_UPDATE))
                    .alarmHistoryItems()
                    .stream()
                    .anyMatch(item -> item.historyData().contains("a contract")));
  }

  @Test
  @DisplayName("the state of an alarm that is not there cannot be set")
  void setStateOfNothing() {
    String missing = services().name("missing");
    assertEquals(
        404,
        assertRefused(
                "ResourceNotFound",
                () ->
                    services()
                        .cloudWatch()
                        .setAlarmState(
                            request ->
                                request
                                    .alarmName(missing)
                                    .stateValue(StateValue.ALARM)
                                    .stateReason("a contract")))
            .statusCode());
  }

  /** Whether the answer names what is wrong is not said. */
  @Test
  @DisplayName("alarms are deleted although another name is wrong")
  void deletedBesideWrongName() {
    String name = given("alarm");
    String missing = services().name("missing");
    try {
      services().cloudWatch().deleteAlarms(request -> request.alarmNames(missing, name));
    } catch (CloudWatchException wrongName) {
      assertEquals("ResourceNotFound", wrongName.awsErrorDetails().errorCode());
    }
    services().eventually("the alarm is gone", () -> described(name).isEmpty());
  }
}
