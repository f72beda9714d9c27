package dev.lastgood.simulator.cloudformation;

import dev.lastgood.functions.handler.Json;
import java.util.List;
import java.util.Map;

/** Values of properties, as CloudFormation compares them: numbers and booleans as their text. */
final class Values {
  /** What is not known before a change set is executed. */
  static final String UNKNOWN = "{{changeSet:KNOWN_AFTER_APPLY}}";

  private Values() {}

  static boolean same(Object one, Object other) {
    return switch (one) {
      case null -> other == null;
      case Map<?, ?> map ->
          other instanceof Map<?, ?> others
              && map.keySet().equals(others.keySet())
              && map.keySet().stream().allMatch(key -> same(map.get(key), others.get(key)));
      case List<?> list -> other instanceof List<?> others && same(list, others);
      default ->
          other != null
              && !(other instanceof Map<?, ?>)
              && !(other instanceof List<?>)
              && String.valueOf(one).equals(String.valueOf(other));
    };
  }

  private static boolean same(List<?> list, List<?> others) {
    if (list.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < list.size(); i++) {
      if (!same(list.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether what is there has all that was asked for: what nobody asked for, such as defaults and
   * other tags, is left out of account.
   */
  static boolean covers(Object expected, Object actual) {
    return switch (expected) {
      case Map<?, ?> map ->
          actual instanceof Map<?, ?> there
              && map.entrySet().stream()
                  .allMatch(
                      entry ->
                          there.get(entry.getKey()) != null
                              && covers(entry.getValue(), there.get(entry.getKey())));
      case List<?> list ->
          actual instanceof List<?> there
              && (list.size() == there.size()
                  || !list.isEmpty() && list.getFirst() instanceof Map<?, ?>)
              && list.stream().allMatch(item -> there.stream().anyMatch(it -> covers(item, it)));
      default -> same(expected, actual);
    };
  }

  static boolean isUnknown(Object value) {
    return switch (value) {
      case Map<?, ?> map -> map.values().stream().anyMatch(Values::isUnknown);
      case List<?> list -> list.stream().anyMatch(Values::isUnknown);
      case null -> false;
      default -> String.valueOf(value).contains(UNKNOWN);
    };
  }

  /** As messages and differences show it. */
  static String text(Object value) {
    return value instanceof Map<?, ?> || value instanceof List<?>
        ? Json.write(value)
        : String.valueOf(value);
  }
}
