package dev.lastgood.functions.detect;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.handler.Json;
import java.time.Instant;

/** An event that wakes the detection. */
public sealed interface DetectEvent permits AlarmStateChange, StackStatusChange {
  /**
   * Which event it is.
   *
   * @return the same at every delivery
   */
  String id();

  /**
   * Reads an event of either kind.
   *
   * @param id EventBridge's id
   * @param source who sends it
   * @param detailType what EventBridge calls it
   * @param time when it happened
   * @param detail what happened, in EventBridge's event
   * @param alarmData what happened, where CloudWatch invokes the function directly
   * @return the event
   */
  @JsonCreator
  static DetectEvent read(
      @JsonProperty("id") String id,
      @JsonProperty("source") String source,
      @JsonProperty("detail-type") String detailType,
      @JsonProperty("time") Instant time,
      @JsonProperty("detail") JsonNode detail,
      @JsonProperty("alarmData") JsonNode alarmData) {
    if (StackStatusChange.DETAIL_TYPE.equals(detailType)) {
      return new StackStatusChange(
          id, source, detailType, time, read(detail, StackStatusChange.Detail.class));
    }
    return AlarmStateChange.read(
        id,
        source,
        detailType,
        read(detail, AlarmStateChange.Detail.class),
        read(alarmData, AlarmStateChange.Detail.class));
  }

  private static <T> T read(JsonNode detail, Class<T> type) {
    return detail == null || detail.isNull() ? null : Json.convert(detail, type);
  }
}
