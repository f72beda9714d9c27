package dev.lastgood.simulator.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** A template's properties as the SDK's structures and back: both use the API's names. */
final class SdkValues {
  private SdkValues() {}

  /** The names of a structure's members. */
  static List<String> members(SdkPojo structure) {
    return structure.sdkFields().stream().map(SdkField::memberName).toList();
  }

  /**
   * Fills a builder.
   *
   * @param builder of any structure of the SDK
   * @param properties by the members' names
   * @return what it builds
   */
  static Object built(SdkPojo builder, Map<?, ?> properties) {
    fill(builder, properties);
    return ((Buildable) builder).build();
  }

  static void fill(SdkPojo builder, Map<?, ?> properties) {
    for (SdkField<?> field : builder.sdkFields()) {
      Object value = properties.get(field.memberName());
      if (value != null) {
        field.set(builder, toSdk(field, value));
      }
    }
  }

  private static Object toSdk(SdkField<?> field, Object value) {
    MarshallingType<?> kind = field.marshallingType();
    if (kind == MarshallingType.LIST) {
      SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
      List<Object> list = new ArrayList<>();
      List<?> given = value instanceof List<?> many ? many : List.of(value);
      given.forEach(item -> list.add(toSdk(element, item)));
      return list;
    }
    if (kind == MarshallingType.MAP) {
      SdkField<?> element = field.getTrait(MapTrait.class).valueFieldInfo();
      Map<String, Object> map = new LinkedHashMap<>();
      ((Map<?, ?>) value)
          .forEach((key, item) -> map.put(String.valueOf(key), toSdk(element, item)));
      return map;
    }
    if (kind == MarshallingType.SDK_POJO) {
      return built(field.constructor().get(), (Map<?, ?>) value);
    }
    String text = String.valueOf(value);
    if (kind == MarshallingType.INTEGER) {
      return Integer.valueOf(text);
    }
    if (kind == MarshallingType.LONG) {
      return Long.valueOf(text);
    }
    if (kind == MarshallingType.DOUBLE) {
      return Double.valueOf(text);
    }
    if (kind == MarshallingType.BOOLEAN) {
      return Boolean.valueOf(text);
    }
    return text;
  }

  /** What a structure holds, by its members' names, without what it lacks. */
  static Map<String, Object> read(SdkPojo structure) {
    Map<String, Object> properties = new TreeMap<>();
    for (SdkField<?> field : structure.sdkFields()) {
      fromSdk(field.getValueOrDefault(structure))
          .ifPresent(value -> properties.put(field.memberName(), value));
    }
    return properties;
  }

  private static Optional<Object> fromSdk(Object value) {
    return switch (value) {
      case null -> Optional.empty();
      case SdkAutoConstructList<?> _, SdkAutoConstructMap<?, ?> _ -> Optional.empty();
      case SdkPojo structure -> Optional.of(read(structure));
      case List<?> list ->
          Optional.of(list.stream().map(SdkValues::fromSdk).flatMap(Optional::stream).toList());
      case Map<?, ?> map -> {
        Map<String, Object> read = new TreeMap<>();
        map.forEach(
            (key, item) -> fromSdk(item).ifPresent(it -> read.put(String.valueOf(key), it)));
        yield Optional.of(read);
      }
      default -> Optional.of(value);
    };
  }
}
