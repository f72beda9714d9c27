package dev.lastgood.simulator.cloudwatch;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.EventSink;
import dev.lastgood.simulator.kernel.Gate;
import dev.lastgood.simulator.kernel.ServiceAct;
import dev.lastgood.simulator.kernel.Unmodelled;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Amazon CloudWatch as far as alarms go: metrics fed from the world, metric alarms over them, their
 * history and their events.
 *
 * <p>Feeds come before the alarms that look at them; an alarm over a metric without a feed has no
 * data.
 */
public final class SimulatedCloudWatch {
  private final VirtualTime time;
  private final Account account;
  private final EventSink events;
  private final RandomGenerator chance;
  private final Map<MetricId, MetricSource> feeds = new LinkedHashMap<>();
  private final TreeMap<String, Alarm> alarms = new TreeMap<>();
  private final List<AlarmHistoryItem> history = new ArrayList<>();
  private final List<AlarmListener> listeners = new ArrayList<>();
  private final CloudWatchClient client;
  private AlarmActions actions = (actionArn, what) -> {};
  private Gate gate = Gate.OPEN;

  /**
   * A Region without alarms.
   *
   * @param time its clock
   * @param calls the door of its API
   * @param chance its source of chance
   * @param account where it is
   * @param events takes "CloudWatch Alarm State Change"
   */
  public SimulatedCloudWatch(
      VirtualTime time, Calls calls, Chance chance, Account account, EventSink events) {
    this.time = time;
    this.account = account;
    this.events = events;
    this.chance = chance.stream("cloudwatch");
    this.client =
        Unmodelled.refused(
            CloudWatchClient.class,
            "CloudWatch",
            new CloudWatchApi(this, calls),
            CloudWatchErrors.COMMON);
  }

  /**
   * The API.
   *
   * @return a client for handlers and for the world
   */
  public CloudWatchClient client() {
    return client;
  }

  /**
   * Has the data of some alarms missing from now on: what publishes their metrics is down, or its
   * way to CloudWatch.
   *
   * @param alarmNames the alarms; others over the same metrics miss their data, too
   * @return to be run with true where what was held back arrives now, late, and with false where it
   *     is lost; nothing happens the second time
   */
  public Consumer<Boolean> interruptData(List<String> alarmNames) {
    List<MetricFeed> interrupted =
        alarmNames.stream()
            .flatMap(name -> alarm(name).stream())
            .flatMap(alarm -> alarm.metricFeed().stream())
            .distinct()
            .toList();
    interrupted.forEach(MetricFeed::interrupt);
    return arrivesLate -> interrupted.forEach(feed -> feed.resume(arrivesLate));
  }

  /**
   * Gives a metric its values.
   *
   * @param id the metric
   * @param value read at each {@link MetricFeed#sample}; empty where nothing is published
   * @return to be sampled whenever the value may have changed
   */
  public MetricFeed feed(MetricId id, Supplier<OptionalDouble> value) {
    if (feeds.containsKey(id)) {
      throw new IllegalArgumentException("The metric is fed already: " + id);
    }
    MetricFeed feed = new MetricFeed(value, () -> time.now().toEpochMilli());
    feeds.put(id, feed);
    return feed;
  }

  /**
   * A metric that is published value by value.
   *
   * @param id the metric
   * @param before what an alarm that has been there for long saw last; NaN for nothing
   * @return to be put values into
   */
  public Datapoints datapoints(MetricId id, double before) {
    Datapoints datapoints = new Datapoints(() -> time.now().toEpochMilli(), before);
    if (feeds.putIfAbsent(id, datapoints) != null) {
      throw new IllegalArgumentException("The metric is fed already: " + id);
    }
    return datapoints;
  }

  /**
   * Has alarms carry out their actions from now on.
   *
   * @param other does what an action's ARN stands for
   */
  public void actOn(AlarmActions other) {
    this.actions = other;
  }

  /**
   * Sets the gate that alarms' actions pass from now on.
   *
   * @param other decides what is allowed
   */
  public void guard(Gate other) {
    this.gate = other;
  }

  /**
   * Puts every alarm silently into the state that its metric's present value implies, as if it had
   * been so for long: no event, no history, nothing to wait for.
   *
   * @param since when they last changed
   */
  public void settle(Instant since) {
    alarms.values().forEach(alarm -> alarm.settle(since));
  }

  /**
   * Creates an alarm that has been there for long: silently, in the state that its metric's present
   * value implies, with nothing to wait for.
   *
   * @param request as the API takes it
   * @param since when it last changed
   */
  public void install(PutMetricAlarmRequest request, Instant since) {
    put(AlarmConfiguration.of(request));
    alarms.get(request.alarmName()).settle(since);
    history.removeLast();
  }

  /**
   * An alarm's state.
   *
   * @param alarmName the alarm
   * @return empty where it does not exist
   */
  public Optional<StateValue> state(String alarmName) {
    return Optional.ofNullable(alarms.get(alarmName)).map(Alarm::state);
  }

  /**
   * Tells every change of an alarm's state.
   *
   * @param listener told at the instant of the change, before the event is published
   */
  public void listen(AlarmListener listener) {
    listeners.add(listener);
  }

  /** Creates an alarm, or gives one another configuration; it keeps its state then. */
  void put(MetricAlarm configuration) {
    Alarm before = alarms.get(configuration.alarmName());
    MetricAlarm.Builder described =
        configuration.toBuilder()
            .alarmArn(account.arn("cloudwatch", "alarm:" + configuration.alarmName()))
            .alarmConfigurationUpdatedTimestamp(time.now());
    if (before == null) {
      described
          .stateValue(StateValue.INSUFFICIENT_DATA)
          .stateReason("Unchecked: Initial alarm creation")
          .stateUpdatedTimestamp(time.now())
          .stateTransitionedTimestamp(time.now());
    } else {
      before.remove();
      described
          .stateValue(before.state())
          .stateReason(before.described().stateReason())
          .stateReasonData(before.described().stateReasonData())
          .stateUpdatedTimestamp(before.described().stateUpdatedTimestamp())
          .stateTransitionedTimestamp(before.described().stateTransitionedTimestamp());
    }
    String name = configuration.alarmName();
    MetricAlarm alarm = described.build();
    AlarmSchedule schedule =
        new AlarmSchedule(
            time,
            chance,
            alarm,
            boundary -> evaluate(name, boundary),
            (boundary, step) -> alarms.get(name).nextChange(boundary, step));
    MetricId metric = MetricId.of(alarm.namespace(), alarm.metricName(), alarm.dimensions());
    alarms.put(name, new Alarm(alarm, schedule, Optional.ofNullable(feeds.get(metric))));
    alarms.get(name).wake();
    remember(
        alarm,
        HistoryItemType.CONFIGURATION_UPDATE,
        "Alarm \"" + name + (before == null ? "\" created" : "\" updated"),
        "{}");
  }

  void delete(String alarmName) {
    Alarm alarm = alarms.remove(alarmName);
    if (alarm != null) {
      alarm.remove();
    }
  }

  private void evaluate(String name, long boundaryMillis) {
    Alarm alarm = alarms.get(name);
    AlarmEvaluation evaluation = alarm.evaluation(boundaryMillis);
    StateValue state = evaluation.state().orElse(alarm.state());
    if (state != alarm.state()) {
      move(
          alarm,
          state,
          evaluation.reason(),
          StateChange.reasonData(alarm.described(), evaluation, time.now()));
    }
  }

  /**
   * Somebody sets an alarm's state, for a test; the next evaluation puts it right. See
   * SetAlarmState in the API Reference.
   */
  void set(SetAlarmStateRequest request) {
    Alarm alarm =
        alarm(request.alarmName()).orElseThrow(() -> CloudWatchErrors.noAlarm(request.alarmName()));
    if (request.stateValue() != alarm.state()) {
      move(alarm, request.stateValue(), request.stateReason(), request.stateReasonData());
      alarm.wake();
    }
  }

  private void move(Alarm alarm, StateValue state, String reason, String reasonData) {
    MetricAlarm before = alarm.described();
    String name = before.alarmName();
    alarm.moveTo(state, reason, reasonData, time.now());
    MetricAlarm after = alarm.described();
    remember(
        after,
        HistoryItemType.STATE_UPDATE,
        "Alarm updated from " + before.stateValueAsString() + " to " + after.stateValueAsString(),
        StateChange.historyData(before, after));
    listeners.forEach(listener -> listener.stateChanged(name, state));
    events.publish(StateChange.event(before, after));
    act(before, after);
  }

  /** See "Alarm actions" in CloudWatch's guide: each state has actions of its own. */
  private void act(MetricAlarm before, MetricAlarm after) {
    if (!Boolean.TRUE.equals(after.actionsEnabled())) {
      return;
    }
    List<String> actionArns =
        switch (after.stateValue()) {
          case OK -> after.okActions();
          case ALARM -> after.alarmActions();
          case INSUFFICIENT_DATA, UNKNOWN_TO_SDK_VERSION -> after.insufficientDataActions();
        };
    for (String actionArn : actionArns) {
      ServiceAct act =
          AlarmActions.isFunction(actionArn)
              ? new ServiceAct.AlarmInvokes(after.alarmArn(), actionArn)
              : new ServiceAct.AlarmNotifies(after.alarmArn(), actionArn);
      if (gate.refusal(act).isEmpty()) {
        actions.perform(actionArn, StateChange.action(before, after, account, time.now()));
      }
    }
  }

  private void remember(MetricAlarm alarm, HistoryItemType type, String summary, String data) {
    history.add(
        AlarmHistoryItem.builder()
            .alarmName(alarm.alarmName())
            .alarmType(AlarmType.METRIC_ALARM)
            .timestamp(time.now())
            .historyItemType(type)
            .historySummary(summary)
            .historyData(data)
            .build());
  }

  VirtualTime time() {
    return time;
  }

  /**
   * The alarms that have something as one of their actions when they go off.
   *
   * @param actionArn such as a scaling policy's ARN
   * @return their names, sorted
   */
  public List<String> alarmsNaming(String actionArn) {
    return alarms.values().stream()
        .map(Alarm::described)
        .filter(alarm -> alarm.alarmActions().contains(actionArn))
        .map(MetricAlarm::alarmName)
        .toList();
  }

  Optional<MetricSource> source(MetricId id) {
    return Optional.ofNullable(feeds.get(id));
  }

  Iterable<Alarm> alarms() {
    return alarms.values();
  }

  Optional<Alarm> alarm(String alarmName) {
    return Optional.ofNullable(alarms.get(alarmName));
  }

  boolean has(String alarmName) {
    return alarms.containsKey(alarmName);
  }

  List<AlarmHistoryItem> history() {
    return history;
  }
}
