package dev.lastgood.simulator.eventbridge;

import java.util.List;
import java.util.Map;

/** A pattern in its tree form: fields above, what their values may be below. */
sealed interface PatternNode {
  /** Stands for the value of a field that an event lacks; null is a value of its own. */
  Object ABSENT = new Object();

  /**
   * Whether a part of an event matches.
   *
   * @param part JSON values, or {@link #ABSENT}
   * @param event the whole event
   */
  boolean matches(Object part, Map<String, Object> event);

  /**
   * An object: each field, and one alternative of each {@code $or}, must match.
   *
   * @param fields by name
   * @param choices the alternatives of each {@code $or}
   */
  record Fields(Map<String, PatternNode> fields, List<List<Fields>> choices)
      implements PatternNode {
    @Override
    public boolean matches(Object part, Map<String, Object> event) {
      if (part instanceof List<?> list && !list.isEmpty()) {
        // All fields must find their match in the same element of an array.
        return list.stream().anyMatch(element -> matches(element, event));
      }
      for (Map.Entry<String, PatternNode> field : fields.entrySet()) {
        if (!field.getValue().matches(member(part, field.getKey()), event)) {
          return false;
        }
      }
      for (List<Fields> alternatives : choices) {
        if (alternatives.stream().noneMatch(fields -> fields.matches(part, event))) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * A leaf: one of the matchers must match the value, or one element of it where it is an array.
   *
   * @param path where the leaf is in the event
   * @param matchers what the value may be
   * @param mayBeAbsent whether one of the alternatives is that the event has no such leaf
   */
  record Leaf(List<String> path, List<ValueMatcher> matchers, boolean mayBeAbsent)
      implements PatternNode {
    @Override
    public boolean matches(Object part, Map<String, Object> event) {
      return matchesValue(part) || (mayBeAbsent && !hasLeaf(event, 0));
    }

    private boolean matchesValue(Object part) {
      if (part instanceof List<?> list) {
        return list.stream().anyMatch(this::matchesValue);
      }
      if (part == ABSENT || part instanceof Map<?, ?>) {
        return false;
      }
      for (ValueMatcher matcher : matchers) {
        if (matcher.matches(part)) {
          return true;
        }
      }
      return false;
    }

    /** Looks from the top, because absent means absent from every element of an array. */
    private boolean hasLeaf(Object part, int depth) {
      if (part instanceof List<?> list) {
        return list.stream().anyMatch(element -> hasLeaf(element, depth));
      }
      return depth == path.size()
          ? part != ABSENT && !(part instanceof Map<?, ?>)
          : hasLeaf(part, depth, path.get(depth));
    }

    private boolean hasLeaf(Object part, int depth, String name) {
      return part instanceof Map<?, ?> && hasLeaf(member(part, name), depth + 1);
    }
  }

  private static Object member(Object part, String name) {
    return part instanceof Map<?, ?> map && map.containsKey(name) ? map.get(name) : ABSENT;
  }
}
