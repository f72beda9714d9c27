package dev.lastgood.simulator.iam;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The shapes of values in a policy document, or in a resource's properties. */
final class PolicyJson {
  private PolicyJson() {}

  static Map<String, Object> object(String place, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new UnreadablePolicyException(place, "an object is expected here");
    }
    Map<String, Object> object = new TreeMap<>();
    map.forEach((name, inner) -> object.put(String.valueOf(name), inner));
    return object;
  }

  /** One text, or a list of them; numbers and truth values count as texts. */
  static List<String> texts(String place, Object value) {
    return switch (value) {
      case List<?> list when list.isEmpty() ->
          throw new UnreadablePolicyException(place, "the list is empty");
      case List<?> list -> list.stream().map(element -> text(place, element)).toList();
      case null -> throw new UnreadablePolicyException(place, "it is missing");
      default -> List.of(text(place, value));
    };
  }

  static String text(String place, Object value) {
    return switch (value) {
      case String text -> text;
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      case null -> throw new UnreadablePolicyException(place, "it is missing");
      default -> throw new UnreadablePolicyException(place, "a text is expected here");
    };
  }

  static List<?> list(String place, Object value) {
    return switch (value) {
      case List<?> list -> list;
      case null -> List.of();
      default -> throw new UnreadablePolicyException(place, "a list is expected here");
    };
  }

  /** Such as {@code ${aws:username}}, which would have to be resolved for every request. */
  static void refuseVariables(String place, String text) {
    if (text.contains("${")) {
      throw new UnreadablePolicyException(place, "policy variables are not modelled: " + text);
    }
  }
}
