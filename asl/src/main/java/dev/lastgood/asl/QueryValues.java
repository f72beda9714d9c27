package dev.lastgood.asl;

import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries documents into the query engine and results out of it. Both ways copy only what must
 * change: documents are frozen, so the rest may be shared.
 */
final class QueryValues {

  private static final double EXACT_INTEGER_MAX = 9_007_199_254_740_991.0;

  /** Thrown for a function or another thing that is no JSON value. */
  static final class NotJson extends Exception {
    private static final long serialVersionUID = 1L;

    private NotJson() {
      super(null, null, false, false);
    }
  }

  private QueryValues() {}

  /**
   * A document for the engine. The engine reads a Java null inside a list as a missing value, and
   * drops it; inside a map it knows it as JSON's null.
   */
  static Object toEngine(Object document) {
    return document == null ? Jsonata.NULL_VALUE : inward(document);
  }

  private static Object inward(Object value) {
    return switch (value) {
      case List<?> list -> inwardList(list);
      case Map<?, ?> map -> inwardMap(map);
      default -> value;
    };
  }

  private static Object inwardList(List<?> list) {
    List<Object> copy = null;
    for (int index = 0; index < list.size(); index++) {
      Object element = list.get(index);
      Object converted = element == null ? Jsonata.NULL_VALUE : inward(element);
      if (copy == null && converted != element) {
        copy = new ArrayList<>(list);
      }
      if (copy != null) {
        copy.set(index, converted);
      }
    }
    return copy == null ? list : copy;
  }

  private static Object inwardMap(Map<?, ?> map) {
    Map<Object, Object> copy = null;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = entry.getValue();
      Object converted = value == null ? null : inward(value);
      if (converted != value) {
        if (copy == null) {
          copy = new LinkedHashMap<>(map);
        }
        copy.put(entry.getKey(), converted);
      }
    }
    return copy == null ? map : copy;
  }

  /**
   * A result as plain Java values: without the engine's own lists and null object, and with whole
   * numbers as integers, since JSON knows only one kind of number.
   */
  static Object fromEngine(Object result) throws NotJson {
    return switch (result) {
      case null -> null;
      case String text -> text;
      case Boolean truth -> truth;
      case Number number -> outwardNumber(number);
      case List<?> list -> outwardList(list);
      case Map<?, ?> map -> outwardMap(map);
      default -> {
        if (result == Jsonata.NULL_VALUE) {
          yield null;
        }
        throw new NotJson();
      }
    };
  }

  private static Number outwardNumber(Number number) throws NotJson {
    if (!(number instanceof Double || number instanceof Float)) {
      return number;
    }
    double value = number.doubleValue();
    if (!Double.isFinite(value)) {
      throw new NotJson();
    }
    if (value == Math.rint(value) && Math.abs(value) <= EXACT_INTEGER_MAX) {
      long whole = (long) value;
      // Not a conditional expression: it would widen the int back to a long.
      if (whole == (int) whole) {
        return (int) whole;
      }
      return whole;
    }
    return number;
  }

  private static List<?> outwardList(List<?> list) throws NotJson {
    boolean enginesOwn = list.getClass() != ArrayList.class && isEnginesOwn(list);
    List<Object> copy = enginesOwn ? new ArrayList<>(list) : null;
    for (int index = 0; index < list.size(); index++) {
      Object element = list.get(index);
      Object converted = fromEngine(element);
      if (copy == null && converted != element) {
        copy = new ArrayList<>(list);
      }
      if (copy != null) {
        copy.set(index, converted);
      }
    }
    return copy == null ? list : copy;
  }

  private static boolean isEnginesOwn(List<?> list) {
    return list.getClass().getName().startsWith("com.dashjoin.");
  }

  private static Map<?, ?> outwardMap(Map<?, ?> map) throws NotJson {
    Map<Object, Object> copy = null;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = entry.getValue();
      Object converted = fromEngine(value);
      if (converted != value) {
        if (copy == null) {
          copy = new LinkedHashMap<>(map);
        }
        copy.put(entry.getKey(), converted);
      }
    }
    return copy == null ? map : copy;
  }
}
