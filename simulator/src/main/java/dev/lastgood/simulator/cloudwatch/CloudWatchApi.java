package dev.lastgood.simulator.cloudwatch;

import dev.lastgood.simulator.ec2.Page;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.TokenBucket;
import dev.lastgood.simulator.kernel.Unmodelled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** The client interface over the model; every call passes the one door. */
final class CloudWatchApi implements CloudWatchClient {
  private static final int RECORDS_MAX = 100;

  /** "CloudWatch saves alarm history for 30 days." */
  private static final Duration HISTORY_KEPT = Duration.ofDays(30);

  private final SimulatedCloudWatch cloudWatch;
  private final Calls calls;
  private final ServiceProfile profile;

  /** The rates of "CloudWatch service quotas"; each operation has a bucket of its own. */
  private static final class Throttle implements ServiceProfile.Throttle {
    private final SimulatedCloudWatch cloudWatch;
    private final TokenBucket describeAlarms = new TokenBucket(9, 9);
    private final TokenBucket describeAlarmHistory = new TokenBucket(20, 20);
    private final TokenBucket getMetricStatistics = new TokenBucket(400, 400);
    private final TokenBucket mutating = new TokenBucket(3, 3);

    private Throttle(SimulatedCloudWatch cloudWatch) {
      this.cloudWatch = cloudWatch;
    }

    @Override
    public boolean admits(Operation operation) {
      TokenBucket bucket =
          switch (operation.name()) {
            case "DescribeAlarms" -> describeAlarms;
            case "DescribeAlarmHistory" -> describeAlarmHistory;
            case "GetMetricStatistics" -> getMetricStatistics;
            default -> mutating;
          };
      return bucket.take(cloudWatch.time().now(), 1);
    }
  }

  CloudWatchApi(SimulatedCloudWatch cloudWatch, Calls calls) {
    this.cloudWatch = cloudWatch;
    this.calls = calls;
    this.profile =
        new ServiceProfile(
            CloudWatchErrors.COMMON, new Timing(0.06, 0.4), new Throttle(cloudWatch));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public PutMetricAlarmResponse putMetricAlarm(PutMetricAlarmRequest request) {
    return perform(
        "PutMetricAlarm",
        true,
        request,
        () -> {
          cloudWatch.put(AlarmConfiguration.of(request));
          return PutMetricAlarmResponse.builder().build();
        });
  }

  /** "The alarms you specify with correct names are still deleted." */
  @Override
  public DeleteAlarmsResponse deleteAlarms(DeleteAlarmsRequest request) {
    return perform(
        "DeleteAlarms",
        true,
        request,
        () -> {
          Optional<String> missing =
              request.alarmNames().stream().filter(name -> !cloudWatch.has(name)).findFirst();
          request.alarmNames().forEach(cloudWatch::delete);
          missing.ifPresent(
              name -> {
                throw CloudWatchErrors.noAlarm(name);
              });
          return DeleteAlarmsResponse.builder().build();
        });
  }

  @Override
  public SetAlarmStateResponse setAlarmState(SetAlarmStateRequest request) {
    return perform(
        "SetAlarmState",
        true,
        request,
        () -> {
          cloudWatch.set(request);
          return SetAlarmStateResponse.builder().build();
        });
  }

  @Override
  public DisableAlarmActionsResponse disableAlarmActions(DisableAlarmActionsRequest request) {
    return perform(
        "DisableAlarmActions",
        true,
        request,
        () -> {
          request.alarmNames().stream()
              .map(cloudWatch::alarm)
              .flatMap(Optional::stream)
              .forEach(Alarm::disableActions);
          return DisableAlarmActionsResponse.builder().build();
        });
  }

  @Override
  public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
    return perform("DescribeAlarms", false, request, () -> alarms(request));
  }

  private DescribeAlarmsResponse alarms(DescribeAlarmsRequest request) {
    if (request.hasAlarmNames() && request.alarmNamePrefix() != null) {
      throw CloudWatchErrors.validation(
          "AlarmNames and AlarmNamePrefix cannot be given at the same time.");
    }
    if (request.alarmNames().size() > RECORDS_MAX) {
      throw CloudWatchErrors.validation("AlarmNames must have at most 100 members.");
    }
    List<MetricAlarm> found = new ArrayList<>();
    if (!request.hasAlarmTypes() || request.alarmTypes().contains(AlarmType.METRIC_ALARM)) {
      for (Alarm alarm : candidates(request)) {
        if (isAskedFor(alarm.described(), request)) {
          found.add(alarm.described());
        }
      }
    }
    Page<MetricAlarm> page =
        Page.of(
            found,
            pageSize(request.maxRecords()),
            request.nextToken(),
            MetricAlarm::alarmName,
            CloudWatchErrors::invalidToken);
    return DescribeAlarmsResponse.builder()
        .metricAlarms(page.items())
        .compositeAlarms(List.of())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  /** In the order of their names; an account may have thousands of which a few are named. */
  private Iterable<Alarm> candidates(DescribeAlarmsRequest request) {
    if (!request.hasAlarmNames()) {
      return cloudWatch.alarms();
    }
    return new TreeSet<>(request.alarmNames())
        .stream().map(cloudWatch::alarm).flatMap(Optional::stream).toList();
  }

  private static boolean isAskedFor(MetricAlarm alarm, DescribeAlarmsRequest request) {
    return (!request.hasAlarmNames() || request.alarmNames().contains(alarm.alarmName()))
        && (request.alarmNamePrefix() == null
            || alarm.alarmName().startsWith(request.alarmNamePrefix()))
        && (request.stateValue() == null || request.stateValue() == alarm.stateValue())
        && (request.actionPrefix() == null
            || alarm.alarmActions().stream().anyMatch(it -> it.startsWith(request.actionPrefix())));
  }

  @Override
  public DescribeAlarmHistoryResponse describeAlarmHistory(DescribeAlarmHistoryRequest request) {
    return perform("DescribeAlarmHistory", false, request, () -> history(request));
  }

  private DescribeAlarmHistoryResponse history(DescribeAlarmHistoryRequest request) {
    Instant kept = cloudWatch.time().now().minus(HISTORY_KEPT);
    List<Entry> found = new ArrayList<>();
    List<AlarmHistoryItem> history = cloudWatch.history();
    for (int i = 0; i < history.size(); i++) {
      AlarmHistoryItem item = history.get(i);
      if (!item.timestamp().isBefore(kept) && isAskedFor(item, request)) {
        found.add(new Entry(i, item));
      }
    }
    if (request.scanBy() != ScanBy.TIMESTAMP_ASCENDING) {
      Collections.reverse(found);
    }
    Page<Entry> page =
        Page.of(
            found,
            pageSize(request.maxRecords()),
            request.nextToken(),
            entry -> Integer.toString(entry.number),
            CloudWatchErrors::invalidToken);
    return DescribeAlarmHistoryResponse.builder()
        .alarmHistoryItems(page.items().stream().map(Entry::item).toList())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  /** An item with its place in the history, which tells it apart. */
  private record Entry(int number, AlarmHistoryItem item) {}

  private static boolean isAskedFor(AlarmHistoryItem item, DescribeAlarmHistoryRequest request) {
    return (request.alarmName() == null || request.alarmName().equals(item.alarmName()))
        && (request.historyItemType() == null
            || request.historyItemType() == item.historyItemType())
        && (request.startDate() == null || !item.timestamp().isBefore(request.startDate()))
        && (request.endDate() == null || !item.timestamp().isAfter(request.endDate()))
        && (!request.hasAlarmTypes() || request.alarmTypes().contains(item.alarmType()));
  }

  @Override
  public GetMetricStatisticsResponse getMetricStatistics(GetMetricStatisticsRequest request) {
    return perform("GetMetricStatistics", false, request, () -> statistics(request));
  }

  /** A period begins at a multiple of itself; the last may not be over yet. */
  private GetMetricStatisticsResponse statistics(GetMetricStatisticsRequest request) {
    if (request.statistics().isEmpty()) {
      throw CloudWatchErrors.INVALID_COMBINATION.saying(
          "At least one of the parameters Statistics and ExtendedStatistics must be specified.");
    }
    Unmodelled.parameter(
        "CloudWatch",
        "GetMetricStatistics",
        "Statistics other than one",
        request.statistics().size() > 1);
    Statistic statistic = request.statistics().getFirst();
    long periodMillis = request.period() * 1000L;
    long end = request.endTime().toEpochMilli();
    long from = Math.floorDiv(request.startTime().toEpochMilli(), periodMillis) * periodMillis;
    List<Datapoint> datapoints = new ArrayList<>();
    Optional<MetricSource> source =
        cloudWatch.source(
            MetricId.of(request.namespace(), request.metricName(), request.dimensions()));
    for (long begin = from; source.isPresent() && begin < end; begin += periodMillis) {
      double value = source.get().aggregate(begin, Math.min(end, begin + periodMillis), statistic);
      if (!Double.isNaN(value)) {
        datapoints.add(datapoint(Instant.ofEpochMilli(begin), statistic, value));
      }
    }
    return GetMetricStatisticsResponse.builder()
        .label(request.metricName())
        .datapoints(datapoints)
        .build();
  }

  private static Datapoint datapoint(Instant at, Statistic statistic, double value) {
    Datapoint.Builder point = Datapoint.builder().timestamp(at);
    switch (statistic) {
      case AVERAGE -> point.average(value);
      case MINIMUM -> point.minimum(value);
      case MAXIMUM -> point.maximum(value);
      case SUM -> point.sum(value);
      case SAMPLE_COUNT -> point.sampleCount(value);
      case UNKNOWN_TO_SDK_VERSION ->
          throw CloudWatchErrors.validation("The parameter Statistics has an unknown value.");
    }
    return point.build();
  }

  private static int pageSize(Integer asked) {
    if (asked != null && (asked < 1 || asked > RECORDS_MAX)) {
      throw CloudWatchErrors.validation("MaxRecords must be between 1 and 100.");
    }
    return asked == null ? RECORDS_MAX : asked;
  }

  private <R> R perform(String name, boolean mutating, SdkPojo request, Supplier<R> effect) {
    return calls.perform(profile, new Operation("cloudwatch", name, mutating), request, effect);
  }
}
