package dev.lastgood.simulator.cloudwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.ServiceEvent;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

@DisplayName("A metric alarm")
class AlarmTest {
  private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");
  private static final MetricId ERRORS = new MetricId("Web", "Errors", Map.of("Group", "web"));

  private final List<ServiceEvent> events = new ArrayList<>();
  private VirtualTime time;
  private SimulatedCloudWatch cloudWatch;
  private MetricFeed feed;
  private OptionalDouble value;
  private int steps;

  private void begin(long seed, int period, int periods, int datapoints, String missing) {
    Chance chance = new Chance(seed);
    time = new VirtualTime(START);
    events.clear();
    steps = 0;
    cloudWatch =
        new SimulatedCloudWatch(
            time,
            new Calls(time, chance, FaultSettings.NONE, List.of()),
            chance,
            new Account("123456789012", "eu-west-1"),
            events::add);
    value = OptionalDouble.of(0);
    feed = cloudWatch.feed(ERRORS, () -> value);
    put("errors", period, periods, datapoints, missing);
    cloudWatch.settle(START.minus(Duration.ofDays(1)));
  }

  private void put(String name, int period, int periods, int datapoints, String missing) {
    cloudWatch
        .client()
        .putMetricAlarm(
            it ->
                it.alarmName(name)
                    .namespace("Web")
                    .metricName("Errors")
                    .dimensions(Dimension.builder().name("Group").value("web").build())
                    .statistic(Statistic.AVERAGE)
                    .period(period)
                    .evaluationPeriods(periods)
                    .datapointsToAlarm(datapoints)
                    .threshold(5.0)
                    .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                    .treatMissingData(missing));
  }

  private void becomes(OptionalDouble next) {
    value = next;
    feed.sample();
  }

  private Duration until(StateValue state) {
    Instant from = time.now();
    time.run(
        from.plus(Duration.ofHours(6)),
        () -> {
          steps++;
          return state() == state;
        });
    assertEquals(state, state());
    return Duration.between(from, time.now());
  }

  private StateValue state() {
    return cloudWatch.state("errors").orElseThrow();
  }

  @Test
  @DisplayName(
      "goes off after Period x DatapointsToAlarm and ingestion, and clears by what remains")
  void timing() {
    double toAlarmSum = 0;
    for (long seed = 0; seed < 300; seed++) {
      begin(seed, 60, 5, 3, null);
      time.run(START.plusSeconds(90), () -> false);
      becomes(OptionalDouble.of(50));
      long toAlarm = until(StateValue.ALARM).toSeconds();
      // The first minute counts whole although only half of it was bad: its average is above.
      assertTrue(toAlarm >= 2 * 60 + 30 && toAlarm <= 3 * 60 + 60 + 300, seed + ": " + toAlarm);
      toAlarmSum += toAlarm;
      time.run(time.now().plusSeconds(1800), () -> false);
      becomes(OptionalDouble.of(0));
      long toOk = until(StateValue.OK).toSeconds();
      assertTrue(toOk >= 3 * 60 - 60 && toOk <= 4 * 60 + 60 + 300, seed + ": " + toOk);
    }
    // 150 s until the third bad minute is over, 35 s of ingestion and 30 s of phase at the mean.
    assertEquals(215, toAlarmSum / 300, 10);
  }

  @Test
  @DisplayName("over a steady metric costs nothing, in whichever state")
  void steady() {
    begin(1, 60, 3, 3, null);
    run(Duration.ofDays(7));
    assertTrue(steps <= 2, "the evaluation that settling called off, and the end");
    becomes(OptionalDouble.of(50));
    run(Duration.ofDays(7));
    assertEquals(StateValue.ALARM, state());
    assertTrue(steps < 10, steps + " steps");
  }

  private void run(Duration duration) {
    time.run(
        time.now().plus(duration),
        () -> {
          steps++;
          return false;
        });
  }

  @Test
  @DisplayName("without data does what treatMissingData says")
  void missing() {
    for (String treatment : List.of("missing", "breaching", "notBreaching", "ignore")) {
      begin(2, 60, 2, 2, treatment);
      becomes(OptionalDouble.empty());
      run(Duration.ofHours(1));
      StateValue expected =
          switch (treatment) {
            case "missing" -> StateValue.INSUFFICIENT_DATA;
            case "breaching" -> StateValue.ALARM;
            default -> StateValue.OK;
          };
      assertEquals(expected, state(), treatment);
    }
  }

  @Test
  @DisplayName("publishes its change in the shape of the guide, reasonData as a string")
  void event() throws Exception {
    begin(3, 60, 1, 1, null);
    becomes(OptionalDouble.of(12));
    until(StateValue.ALARM);
    ServiceEvent event = events.getFirst();
    assertEquals("aws.cloudwatch", event.source());
    assertEquals("CloudWatch Alarm State Change", event.detailType());
    assertEquals(
        List.of("arn:aws:cloudwatch:eu-west-1:123456789012:alarm:errors"), event.resources());
    ObjectMapper json = new ObjectMapper();
    JsonNode detail = json.valueToTree(event.detail());
    assertEquals("errors", detail.at("/alarmName").asText());
    assertEquals("ALARM", detail.at("/state/value").asText());
    assertTrue(detail.at("/state/timestamp").asText().matches(".*T02:0.*\\.\\d{3}\\+0000"));
    assertEquals("OK", detail.at("/previousState/value").asText());
    assertTrue(detail.at("/previousState/reasonData").isMissingNode());
    JsonNode metric = detail.at("/configuration/metrics/0/metricStat/metric");
    assertEquals("web", metric.at("/dimensions/Group").asText());
    assertTrue(detail.at("/state/reasonData").isTextual());
    JsonNode reasonData = json.readTree(detail.at("/state/reasonData").asText());
    assertEquals(5.0, reasonData.at("/threshold").asDouble());
    assertEquals(60, reasonData.at("/period").asInt());
    assertTrue(
        detail.at("/state/reason").asText().startsWith("Threshold Crossed: 1 out of the last 1"));
    becomes(OptionalDouble.of(0));
    until(StateValue.OK);
    assertTrue(
        json.valueToTree(events.getLast().detail()).at("/previousState/reasonData").isTextual());
  }

  @Test
  @DisplayName("keeps its history, page by page in either direction")
  void history() {
    begin(4, 60, 1, 1, null);
    for (int i = 0; i < 3; i++) {
      becomes(OptionalDouble.of(50));
      until(StateValue.ALARM);
      run(Duration.ofMinutes(30));
      becomes(OptionalDouble.of(0));
      until(StateValue.OK);
      run(Duration.ofMinutes(30));
    }
    List<String> summaries = new ArrayList<>();
    cloudWatch
        .client()
        .describeAlarmHistoryPaginator(
            it ->
                it.alarmName("errors")
                    .historyItemType(HistoryItemType.STATE_UPDATE)
                    .maxRecords(4)
                    .scanBy(ScanBy.TIMESTAMP_ASCENDING))
        .alarmHistoryItems()
        .stream()
        .map(AlarmHistoryItem::historySummary)
        .forEach(summaries::add);
    assertEquals(6, summaries.size());
    assertEquals("Alarm updated from OK to ALARM", summaries.getFirst());
    assertEquals(
        1,
        cloudWatch
            .client()
            .describeAlarmHistory(
                it ->
                    it.alarmName("errors")
                        .historyItemType(HistoryItemType.STATE_UPDATE)
                        .startDate(time.now().minus(Duration.ofMinutes(31))))
            .alarmHistoryItems()
            .size());
  }

  @Test
  @DisplayName("is described by name, prefix and state, page by page; composite alarms are none")
  void described() {
    begin(5, 60, 1, 1, null);
    for (int i = 0; i < 4; i++) {
      put("latency-" + i, 300, 3, 2, "missing");
    }
    var client = cloudWatch.client();
    assertEquals(
        List.of("latency-0", "latency-1", "latency-2", "latency-3"),
        client
            .describeAlarmsPaginator(it -> it.alarmNamePrefix("lat").maxRecords(3))
            .metricAlarms()
            .stream()
            .map(MetricAlarm::alarmName)
            .toList());
    assertEquals(
        List.of("errors"),
        client.describeAlarms(it -> it.stateValue(StateValue.OK)).metricAlarms().stream()
            .map(MetricAlarm::alarmName)
            .toList());
    MetricAlarm one =
        client.describeAlarms(it -> it.alarmNames("latency-2", "none")).metricAlarms().getFirst();
    assertEquals(300, one.period());
    assertEquals(2, one.datapointsToAlarm());
    assertTrue(
        client
            .describeAlarms(it -> it.alarmTypes(AlarmType.COMPOSITE_ALARM))
            .metricAlarms()
            .isEmpty());
    assertThrows(CloudWatchException.class, () -> client.describeAlarms(it -> it.maxRecords(101)));
    client.deleteAlarms(it -> it.alarmNames("errors"));
    assertFalse(cloudWatch.state("errors").isPresent());
    assertThrows(
        CloudWatchException.class,
        () -> client.deleteAlarms(it -> it.alarmNames("errors", "latency-2")));
    assertFalse(cloudWatch.state("latency-2").isPresent(), "a wrong name stops no other");
  }

  @Test
  @DisplayName("that is new finds its state by itself")
  void created() {
    begin(6, 60, 3, 3, null);
    put("errors", 60, 2, 2, "missing");
    put("fresh", 60, 2, 2, "missing");
    assertEquals(StateValue.OK, state(), "an update keeps the state");
    assertEquals(StateValue.INSUFFICIENT_DATA, cloudWatch.state("fresh").orElseThrow());
    run(Duration.ofHours(1));
    assertEquals(StateValue.OK, cloudWatch.state("fresh").orElseThrow());
  }

  @Test
  @DisplayName("whose state is set tells so, and finds back to its own")
  void stateSet() {
    begin(7, 60, 1, 1, null);
    cloudWatch
        .client()
        .setAlarmState(
            it -> it.alarmName("errors").stateValue(StateValue.ALARM).stateReason("a test"));
    assertEquals(StateValue.ALARM, state());
    assertEquals(1, events.size());
    run(Duration.ofHours(1));
    assertEquals(StateValue.OK, state());
    assertEquals(2, events.size());
    assertThrows(
        CloudWatchException.class,
        () ->
            cloudWatch
                .client()
                .setAlarmState(
                    it -> it.alarmName("none").stateValue(StateValue.OK).stateReason("a test")));
  }
}
