package dev.lastgood.functions.detect;

import dev.lastgood.functions.handler.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Reads alarms as they are now, and as they were. */
public final class AlarmReader {
  /** DescribeAlarms takes 100 names at the most. */
  private static final int NAMES_MAX = 100;

  private final CloudWatchClient cloudWatch;

  /**
   * A reader.
   *
   * @param platform where its client comes from
   */
  public AlarmReader(Platform platform) {
    this.cloudWatch = platform.client(CloudWatchClient.class);
  }

  /**
   * Reads alarms.
   *
   * @param names metric and composite alarms
   * @return one reading a name, in that order
   */
  public List<AlarmReading> read(List<String> names) {
    Map<String, AlarmReading> found = new LinkedHashMap<>();
    for (int from = 0; from < names.size(); from += NAMES_MAX) {
      List<String> some = names.subList(from, Math.min(names.size(), from + NAMES_MAX));
      String nextToken = null;
      do {
        DescribeAlarmsResponse page =
            cloudWatch.describeAlarms(
                DescribeAlarmsRequest.builder()
                    .alarmNames(some)
                    // Left out, composite alarms would be missing from the answer.
                    .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                    .maxRecords(NAMES_MAX)
                    .nextToken(nextToken)
                    .build());
        for (MetricAlarm alarm : page.metricAlarms()) {
          found.put(
              alarm.alarmName(),
              reading(
                  alarm.alarmName(),
                  alarm.stateValue(),
                  Optional.ofNullable(alarm.stateTransitionedTimestamp())
                      .orElse(alarm.stateUpdatedTimestamp())));
        }
        for (CompositeAlarm alarm : page.compositeAlarms()) {
          found.put(
              alarm.alarmName(),
              reading(
                  alarm.alarmName(),
                  alarm.stateValue(),
                  Optional.ofNullable(alarm.stateTransitionedTimestamp())
                      .orElse(alarm.stateUpdatedTimestamp())));
        }
        nextToken = page.nextToken();
      } while (nextToken != null);
    }
    List<AlarmReading> readings = new ArrayList<>(names.size());
    for (String name : names) {
      readings.add(
          Optional.ofNullable(found.get(name))
              .orElse(new AlarmReading(name, AlarmReading.State.MISSING, Instant.EPOCH)));
    }
    return List.copyOf(readings);
  }

  /**
   * How an alarm's state has changed since, by its history as it is when it is asked: up to the
   * present of CloudWatch, whatever the clock of whoever asks says.
   *
   * @param name the alarm
   * @param since the beginning of the time looked at
   * @return the changes, oldest first
   */
  public List<AlarmChange> changesSince(String name, Instant since) {
    return changes(history(name).startDate(since));
  }

  /**
   * How an alarm's state changed within a time, by its history, which CloudWatch keeps for 30 days.
   *
   * @param name the alarm
   * @param since the beginning of the time looked at
   * @param until its end
   * @return the changes, oldest first
   */
  public List<AlarmChange> changes(String name, Instant since, Instant until) {
    return changes(history(name).startDate(since).endDate(until));
  }

  private static DescribeAlarmHistoryRequest.Builder history(String name) {
    return DescribeAlarmHistoryRequest.builder()
        .alarmName(name)
        .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
        .historyItemType(HistoryItemType.STATE_UPDATE)
        .maxRecords(NAMES_MAX);
  }

  private List<AlarmChange> changes(DescribeAlarmHistoryRequest.Builder asked) {
    List<AlarmChange> changes = new ArrayList<>();
    String nextToken = null;
    do {
      DescribeAlarmHistoryResponse page =
          cloudWatch.describeAlarmHistory(asked.nextToken(nextToken).build());
      page.alarmHistoryItems().forEach(item -> change(item).ifPresent(changes::add));
      nextToken = page.nextToken();
    } while (nextToken != null);
    changes.sort(Comparator.comparing(AlarmChange::at));
    return List.copyOf(changes);
  }

  /** A summary reads "Alarm updated from OK to ALARM", or to another state. */
  private static Optional<AlarmChange> change(AlarmHistoryItem item) {
    String summary = item.historySummary();
    return Stream.of(StateValue.OK, StateValue.ALARM, StateValue.INSUFFICIENT_DATA)
        .filter(state -> summary.endsWith(" to " + state))
        .map(state -> new AlarmChange(item.timestamp(), state(state)))
        .findFirst();
  }

  private static AlarmReading reading(String name, StateValue state, Instant transitionedAt) {
    return new AlarmReading(name, state(state), transitionedAt);
  }

  private static AlarmReading.State state(StateValue state) {
    return switch (state) {
      case OK -> AlarmReading.State.OK;
      case ALARM -> AlarmReading.State.ALARM;
      case INSUFFICIENT_DATA, UNKNOWN_TO_SDK_VERSION -> AlarmReading.State.INSUFFICIENT_DATA;
    };
  }
}
