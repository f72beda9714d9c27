package dev.lastgood.functions.point;

import dev.lastgood.functions.handler.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The SDK's model classes as JSON values, by the names of the API. Walks the SDK's own description
 * of each class, so that a field that a newer SDK adds is in it without a change here.
 *
 * <p>The same configuration gives the same values, in whatever order AWS answers and however it was
 * kept in between: lists are sorted unless their order means something, numbers have the type that
 * a JSON reader gives them, and what is empty is left out.
 */
final class SdkJson {
  /** Of these the first is the primary one; see "LaunchTemplate…" in the EC2 API Reference. */
  private static final Set<String> ORDERED = Set.of("Ipv6Addresses", "PrivateIpAddresses");

  private SdkJson() {}

  /**
   * A model object as a map in the order of its keys; members that are not set are left out.
   *
   * @param value the model object
   * @return maps, lists, strings, numbers and booleans
   */
  static Map<String, Object> of(SdkPojo value) {
    return of(value, name -> true);
  }

  /**
   * A model object without some of its members.
   *
   * @param value the model object
   * @param leftOut the names of members that are left out
   * @return maps, lists, strings, numbers and booleans
   */
  static Map<String, Object> of(SdkPojo value, Set<String> leftOut) {
    return of(value, name -> !leftOut.contains(name));
  }

  /**
   * Some members of a model object.
   *
   * @param value the model object
   * @param wanted whether a member of this name is wanted; the others are not looked at
   * @return maps, lists, strings, numbers and booleans
   */
  static Map<String, Object> of(SdkPojo value, Predicate<String> wanted) {
    Map<String, Object> fields = new TreeMap<>();
    for (SdkField<?> field : value.sdkFields()) {
      if (wanted.test(field.memberName())) {
        json(field.memberName(), field.getValueOrDefault(value))
            .ifPresent(json -> fields.put(field.memberName(), json));
      }
    }
    return fields;
  }

  private static Optional<Object> json(String name, Object member) {
    return switch (member) {
      case null -> Optional.empty();
      case SdkPojo pojo -> present(of(pojo));
      case List<?> list -> {
        List<Object> values = new ArrayList<>(list.size());
        list.forEach(element -> json(name, element).ifPresent(values::add));
        List<Object> inOrder = ORDERED.contains(name) ? values : sorted(values);
        yield inOrder.isEmpty() ? Optional.empty() : Optional.of(inOrder);
      }
      case Map<?, ?> map -> {
        Map<String, Object> values = new TreeMap<>();
        map.forEach(
            (key, element) ->
                json(name, element).ifPresent(value -> values.put(key.toString(), value)));
        yield present(values);
      }
      case Number number -> Optional.of(asRead(number));
      case Boolean flag -> Optional.of(flag);
      default -> Optional.of(member.toString());
    };
  }

  private static Optional<Object> present(Map<String, Object> fields) {
    return fields.isEmpty() ? Optional.empty() : Optional.of(fields);
  }

  /** Each value is written once, however many it is compared with. */
  private static List<Object> sorted(List<Object> values) {
    if (values.size() < 2) {
      return values;
    }
    record Written(String text, Object value) {}
    return values.stream()
        .map(value -> new Written(text(value), value))
        .sorted(Comparator.comparing(Written::text))
        .map(Written::value)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static String text(Object value) {
    return value instanceof String text ? text : Json.write(value);
  }

  /** As a JSON reader gives it: 50.0 is written as 50, and comes back as an integer. */
  private static Number asRead(Number number) {
    return switch (number) {
      case Double real when isWhole(real) -> asRead(real.longValue());
      case Float real -> asRead(Double.parseDouble(real.toString()));
      case Long whole when whole == whole.intValue() -> whole.intValue();
      case Short whole -> whole.intValue();
      case Byte whole -> whole.intValue();
      default -> number;
    };
  }

  private static boolean isWhole(double real) {
    return real == Math.rint(real) && Math.abs(real) < 1L << 53;
  }
}
