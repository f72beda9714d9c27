package dev.lastgood.functions.detect;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** An event that wakes the detection. */
// An event without a detail type is CloudWatch's own, and one of any other the alarm's refuses.
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    include = JsonTypeInfo.As.EXISTING_PROPERTY,
    property = "detail-type",
    visible = true,
    defaultImpl = AlarmStateChange.class)
@JsonSubTypes(
    @JsonSubTypes.Type(value = StackStatusChange.class, name = StackStatusChange.DETAIL_TYPE))
public sealed interface DetectEvent permits AlarmStateChange, StackStatusChange {
  /**
   * Which event it is.
   *
   * @return the same at every delivery
   */
  String id();
}
