package dev.lastgood.functions.plan;

import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.plan.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Collects differences while two configurations are walked side by side. */
final class Comparison {
  /** What stands for a value that one side does not have. */
  static final String NONE = "none";

  private final List<Difference> found = new ArrayList<>();

  List<Difference> differences() {
    return List.copyOf(found);
  }

  /** Compares two values as a whole. */
  void add(String field, Object good, Object now, Kind kind) {
    if (!good.equals(now)) {
      found.add(new Difference(field, text(good), text(now), kind));
    }
  }

  /** Compares two values down to the members that differ; field names as the group's own. */
  void deep(String path, Object good, Object now, Kind kind) {
    if (good instanceof Map<?, ?> goodMap && now instanceof Map<?, ?> nowMap) {
      for (String name : names(goodMap, nowMap)) {
        deep(path + "/" + field(name), valueOf(goodMap, name), valueOf(nowMap, name), kind);
      }
    } else {
      add(path, good, now, kind);
    }
  }

  /** Compares what people named, name by name. */
  void named(String path, Map<String, ?> good, Map<String, ?> now, Kind kind) {
    for (String name : names(good, now)) {
      deep(path + "/" + name, valueOf(good, name), valueOf(now, name), kind);
    }
  }

  /** Compares the data of templates, whose members keep the API's names. */
  void data(String path, Object good, Object now) {
    if (good instanceof Map<?, ?> goodMap && now instanceof Map<?, ?> nowMap) {
      for (String name : names(goodMap, nowMap)) {
        data(path + "/" + name, valueOf(goodMap, name), valueOf(nowMap, name));
      }
    } else {
      add(path, good, now, Kind.LAUNCH);
    }
  }

  /** Plain values and lists of them as they are; what has members as people write it, in JSON. */
  static String text(Object value) {
    boolean hasMembers =
        value instanceof Map<?, ?>
            || value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance);
    return hasMembers ? Json.write(value) : value.toString();
  }

  static TreeSet<String> names(Map<?, ?> good, Map<?, ?> now) {
    TreeSet<String> names = new TreeSet<>();
    good.keySet().forEach(name -> names.add(name.toString()));
    now.keySet().forEach(name -> names.add(name.toString()));
    return names;
  }

  private static Object valueOf(Map<?, ?> map, String name) {
    return map.containsKey(name) ? map.get(name) : NONE;
  }

  /**
   * A member's name as our own fields are written: {@code WeightedCapacity} becomes {@code
   * weightedCapacity}.
   */
  static String field(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
