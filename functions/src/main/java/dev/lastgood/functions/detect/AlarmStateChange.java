package dev.lastgood.functions.detect;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.MalformedEventException;
import java.time.Instant;

/**
 * EventBridge's event "CloudWatch Alarm State Change", as far as it is looked at. See "Alarm events
 * and EventBridge" in the Amazon CloudWatch User Guide.
 *
 * @param id the event's id
 * @param source must be {@code aws.cloudwatch}
 * @param detailType must be {@code CloudWatch Alarm State Change}
 * @param detail what happened
 */
public record AlarmStateChange(
    String id, String source, @JsonProperty("detail-type") String detailType, Detail detail)
    implements DetectEvent {
  /** The detail type of these events. */
  public static final String DETAIL_TYPE = "CloudWatch Alarm State Change";

  /** Refuses what is not such an event. */
  public AlarmStateChange {
    Check.name(id, "id");
    if (!DETAIL_TYPE.equals(Check.present(detailType, "detail-type"))) {
      throw new MalformedEventException(
          "The field detail-type is '"
              + detailType
              + "'; this function handles '"
              + DETAIL_TYPE
              + "' and '"
              + StackStatusChange.DETAIL_TYPE
              + "'.");
    }
    if (!"aws.cloudwatch".equals(Check.present(source, "source"))) {
      throw new MalformedEventException(
          "The field source is '" + source + "', not 'aws.cloudwatch'.");
    }
    Check.present(detail, "detail");
  }

  /**
   * Reads either of the two shapes in which an alarm's change of state comes: the event that
   * EventBridge delivers, and the action by which CloudWatch invokes a function directly. See
   * "Alarm events and EventBridge" and "Invoke a Lambda function from an alarm" in the Amazon
   * CloudWatch User Guide.
   *
   * @param id EventBridge's id; a direct action has none, and is known by its alarm and the time of
   *     the change, so that a retry is the same event
   * @param source who sends it
   * @param detailType what EventBridge calls it
   * @param detail the alarm, in EventBridge's event
   * @param alarmData the alarm, in CloudWatch's own
   * @return the same in both cases
   */
  @JsonCreator
  static AlarmStateChange read(
      @JsonProperty("id") String id,
      @JsonProperty("source") String source,
      @JsonProperty("detail-type") String detailType,
      @JsonProperty("detail") Detail detail,
      @JsonProperty("alarmData") Detail alarmData) {
    return alarmData == null
        ? new AlarmStateChange(id, source, detailType, detail)
        : new AlarmStateChange(
            "action-" + alarmData.alarmName() + "-" + alarmData.state().timestamp(),
            source,
            DETAIL_TYPE,
            alarmData);
  }

  /**
   * What happened to the alarm.
   *
   * @param alarmName the alarm
   * @param state what it is in now
   */
  public record Detail(String alarmName, State state) {
    /** Refuses what lacks a field. */
    public Detail {
      Check.name(alarmName, "detail.alarmName");
      Check.present(state, "detail.state");
    }
  }

  /**
   * A state of an alarm.
   *
   * @param value {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}
   * @param timestamp since when
   */
  public record State(String value, Instant timestamp) {
    /** Refuses what lacks a field. */
    public State {
      Check.present(value, "detail.state.value");
      Check.instant(timestamp, "detail.state.timestamp");
    }
  }

  /**
   * The alarm as the event describes it.
   *
   * @return a reading
   * @throws MalformedEventException where its state is none that CloudWatch has
   */
  public AlarmReading reading() {
    return new AlarmReading(
        detail.alarmName(),
        switch (detail.state().value()) {
          case "OK" -> AlarmReading.State.OK;
          case "ALARM" -> AlarmReading.State.ALARM;
          case "INSUFFICIENT_DATA" -> AlarmReading.State.INSUFFICIENT_DATA;
          default ->
              throw new MalformedEventException(
                  "The field detail.state.value is '"
                      + detail.state().value()
                      + "'; expected OK, ALARM or INSUFFICIENT_DATA.");
        },
        detail.state().timestamp());
  }
}
