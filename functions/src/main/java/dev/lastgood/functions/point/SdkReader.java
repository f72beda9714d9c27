package dev.lastgood.functions.point;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.handler.MalformedEventException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The SDK's model classes out of JSON as the AWS CLI prints it, by the SDK's own description of
 * each class. A member that the SDK does not know is passed over.
 */
public final class SdkReader {
  private SdkReader() {}

  /**
   * A model object.
   *
   * @param builder a new builder of it
   * @param json its members by the API's names
   * @param place where it stands, for the refusal
   * @return what the builder builds
   * @throws MalformedEventException naming the place, where it holds something else
   */
  public static Object read(SdkPojo builder, JsonNode json, String place) {
    if (!json.isObject()) {
      throw refused(place, "an object", json);
    }
    for (SdkField<?> field : builder.sdkFields()) {
      JsonNode member = json.get(field.memberName());
      if (member != null && !member.isNull()) {
        field.set(builder, value(field, member, place + "/" + field.memberName()));
      }
    }
    return ((Buildable) builder).build();
  }

  /**
   * What of a JSON object has no place in a model object.
   *
   * @param model the class's description of itself
   * @param json the object, as {@link #read} takes it
   * @return the values by their paths, such as {@code LaunchTemplate/Colour}: text as it is, the
   *     rest as JSON
   */
  static SortedMap<String, String> unknown(SdkPojo model, JsonNode json) {
    SortedMap<String, String> unknown = new TreeMap<>();
    Map<String, SdkField<?>> known = new HashMap<>();
    model.sdkFields().forEach(field -> known.put(field.memberName(), field));
    json.properties()
        .forEach(
            member -> {
              SdkField<?> field = known.get(member.getKey());
              if (field == null) {
                JsonNode value = member.getValue();
                unknown.put(
                    member.getKey(), value.isValueNode() ? value.asText() : value.toString());
              } else {
                unknown(field, member.getValue())
                    .forEach((path, text) -> unknown.put(member.getKey() + "/" + path, text));
              }
            });
    return unknown;
  }

  private static SortedMap<String, String> unknown(SdkField<?> field, JsonNode json) {
    if (field.marshallingType() == MarshallingType.SDK_POJO && json.isObject()) {
      return unknown(field.constructor().get(), json);
    }
    SortedMap<String, String> unknown = new TreeMap<>();
    if (field.marshallingType() == MarshallingType.LIST) {
      int index = 0;
      for (JsonNode element : json) {
        String place = Integer.toString(index++);
        unknown(field.getTrait(ListTrait.class).memberFieldInfo(), element)
            .forEach((path, text) -> unknown.put(place + "/" + path, text));
      }
    }
    return unknown;
  }

  private static Object value(SdkField<?> field, JsonNode json, String place) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.STRING) {
      return json.isValueNode() ? json.asText() : refuse(place, "a text", json);
    } else if (type == MarshallingType.INTEGER) {
      return json.canConvertToInt() ? json.intValue() : refuse(place, "a whole number", json);
    } else if (type == MarshallingType.LONG) {
      return json.canConvertToLong() ? json.longValue() : refuse(place, "a whole number", json);
    } else if (type == MarshallingType.DOUBLE) {
      return json.isNumber() ? json.doubleValue() : refuse(place, "a number", json);
    } else if (type == MarshallingType.BOOLEAN) {
      return json.isBoolean() ? json.booleanValue() : refuse(place, "true or false", json);
    } else if (type == MarshallingType.INSTANT) {
      return instant(json, place);
    } else if (type == MarshallingType.LIST) {
      return list(field.getTrait(ListTrait.class).memberFieldInfo(), json, place);
    } else if (type == MarshallingType.MAP) {
      return map(field.getTrait(MapTrait.class).valueFieldInfo(), json, place);
    } else if (type == MarshallingType.SDK_POJO) {
      return read(field.constructor().get(), json, place);
    }
    throw new IllegalArgumentException("No value of type " + type + " is read, at " + place + ".");
  }

  private static List<Object> list(SdkField<?> element, JsonNode json, String place) {
    if (!json.isArray()) {
      throw refused(place, "a list", json);
    }
    List<Object> values = new ArrayList<>();
    for (JsonNode value : json) {
      values.add(value(element, value, place + "/" + values.size()));
    }
    return values;
  }

  private static Map<String, Object> map(SdkField<?> element, JsonNode json, String place) {
    if (!json.isObject()) {
      throw refused(place, "an object", json);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    json.properties()
        .forEach(
            entry ->
                values.put(
                    entry.getKey(),
                    value(element, entry.getValue(), place + "/" + entry.getKey())));
    return values;
  }

  /**
   * The CLI prints times with an offset; its version 1 prints seconds where it is told to. Python
   * programs leave a space in the middle.
   */
  private static Instant instant(JsonNode json, String place) {
    try {
      return json.isNumber()
          ? Instant.ofEpochSecond(json.longValue())
          : OffsetDateTime.parse(json.asText().replaceFirst(" ", "T")).toInstant();
    } catch (DateTimeException unreadable) {
      throw refused(place, "a time such as 2026-03-02T10:41:20+00:00", json);
    }
  }

  private static Object refuse(String place, String expected, JsonNode found) {
    throw refused(place, expected, found);
  }

  private static MalformedEventException refused(String place, String expected, JsonNode found) {
    String text = found.toString();
    return new MalformedEventException(
        place
            + ": expected "
            + expected
            + ", found "
            + (text.length() > 60 ? text.substring(0, 60) + "…" : text));
  }
}
