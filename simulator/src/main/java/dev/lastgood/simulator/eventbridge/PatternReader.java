package dev.lastgood.simulator.eventbridge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads a pattern, and refuses what EventBridge would refuse. */
final class PatternReader {
  private static final String OR = "$or";

  private PatternReader() {}

  static PatternNode read(Map<?, ?> pattern) {
    return fields(List.of(), pattern);
  }

  private static PatternNode.Fields fields(List<String> path, Map<?, ?> pattern) {
    if (pattern.isEmpty()) {
      throw new InvalidEventPatternException(place(path), "empty objects are not allowed");
    }
    Map<String, PatternNode> fields = new LinkedHashMap<>();
    List<List<PatternNode.Fields>> choices = new ArrayList<>();
    for (Map.Entry<?, ?> entry : pattern.entrySet()) {
      String name = (String) entry.getKey();
      if (name.equals(OR)) {
        choices.add(alternatives(path, entry.getValue()));
      } else {
        fields.put(name, node(append(path, name), entry.getValue()));
      }
    }
    return new PatternNode.Fields(fields, choices);
  }

  /** The alternatives stand beside the {@code $or}: their fields are those of its own object. */
  private static List<PatternNode.Fields> alternatives(List<String> path, Object value) {
    String place = place(append(path, OR));
    if (!(value instanceof List<?> list) || list.size() < 2) {
      throw new InvalidEventPatternException(place, "$or takes an array of at least two objects");
    }
    List<PatternNode.Fields> alternatives = new ArrayList<>();
    for (Object alternative : list) {
      if (!(alternative instanceof Map<?, ?> fields)) {
        throw new InvalidEventPatternException(
            place, "$or takes an array of objects, not " + alternative);
      }
      alternatives.add(fields(path, fields));
    }
    return alternatives;
  }

  private static PatternNode node(List<String> path, Object value) {
    return switch (value) {
      case Map<?, ?> nested -> fields(path, nested);
      case List<?> list -> leaf(path, list);
      case null, default ->
          throw new InvalidEventPatternException(
              place(path), "'" + path.getLast() + "' must be an object or an array");
    };
  }

  private static PatternNode.Leaf leaf(List<String> path, List<?> alternatives) {
    String place = place(path);
    if (alternatives.isEmpty()) {
      throw new InvalidEventPatternException(place, "empty arrays are not allowed");
    }
    List<ValueMatcher> matchers = new ArrayList<>();
    boolean mayBeAbsent = false;
    for (Object alternative : alternatives) {
      if (Map.of("exists", false).equals(alternative)) {
        mayBeAbsent = true;
      } else {
        matchers.add(matcher(place, alternative));
      }
    }
    return new PatternNode.Leaf(path, matchers, mayBeAbsent);
  }

  private static ValueMatcher matcher(String place, Object alternative) {
    if (alternative instanceof List<?>) {
      throw new InvalidEventPatternException(
          place, "match value must be a string, number, true, false, null or an object");
    }
    if (!(alternative instanceof Map<?, ?> expression)) {
      return ValueMatcher.exactly(alternative);
    }
    Map.Entry<?, ?> only = only(place, expression);
    Object operand = only.getValue();
    return switch ((String) only.getKey()) {
      case "exists" -> present(place, operand);
      case "anything-but" -> anythingBut(place, operand);
      case "numeric" -> numeric(place, operand);
      case "cidr" -> CidrMatcher.parse(place, text(place, "cidr", operand));
      case "prefix", "suffix", "equals-ignore-case", "wildcard" ->
          textMatcher(place, (String) only.getKey(), operand);
      default ->
          throw new InvalidEventPatternException(place, "unrecognized match type " + only.getKey());
    };
  }

  private static ValueMatcher present(String place, Object operand) {
    if (!Boolean.TRUE.equals(operand)) {
      throw wrongOperand(place, "exists", "true or false");
    }
    return ValueMatcher.present();
  }

  private static ValueMatcher numeric(String place, Object operand) {
    if (operand instanceof List<?> comparisons) {
      return NumericMatcher.parse(place, comparisons);
    }
    throw wrongOperand(place, "numeric", "an array");
  }

  private static ValueMatcher textMatcher(String place, String operator, Object operand) {
    if (operand instanceof Map<?, ?> nested
        && (operator.equals("prefix") || operator.equals("suffix"))) {
      Map.Entry<?, ?> only = only(place, nested);
      if (!only.getKey().equals("equals-ignore-case")) {
        throw wrongOperand(place, operator, "a string or equals-ignore-case");
      }
      String folded = ValueMatcher.fold(text(place, operator, only.getValue()));
      return operator.equals("prefix")
          ? ValueMatcher.foldedText(value -> value.startsWith(folded))
          : ValueMatcher.foldedText(value -> value.endsWith(folded));
    }
    String given = text(place, operator, operand);
    return switch (operator) {
      case "prefix" -> ValueMatcher.text(value -> value.startsWith(given));
      case "suffix" -> ValueMatcher.text(value -> value.endsWith(given));
      case "wildcard" -> WildcardMatcher.parse(place, given);
      default -> {
        String folded = ValueMatcher.fold(given);
        yield ValueMatcher.foldedText(folded::equals);
      }
    };
  }

  private static ValueMatcher anythingBut(String place, Object operand) {
    if (operand instanceof Map<?, ?> nested) {
      Map.Entry<?, ?> only = only(place, nested);
      String operator = (String) only.getKey();
      if (!List.of("prefix", "suffix", "equals-ignore-case", "wildcard").contains(operator)) {
        throw new InvalidEventPatternException(
            place, "unsupported anything-but pattern: " + operator);
      }
      return noneOf(
          place, only.getValue(), String.class, text -> textMatcher(place, operator, text));
    }
    Object first = operand instanceof List<?> list && !list.isEmpty() ? list.getFirst() : operand;
    Class<?> type = first instanceof Number ? Number.class : String.class;
    return noneOf(place, operand, type, ValueMatcher::exactly);
  }

  /** One operand or several, all of one type. */
  private static ValueMatcher noneOf(
      String place, Object operand, Class<?> type, Function<Object, ValueMatcher> matcher) {
    List<?> operands = operand instanceof List<?> list ? list : Arrays.asList(operand);
    if (operands.isEmpty() || !operands.stream().allMatch(type::isInstance)) {
      throw wrongOperand(
          place, "anything-but", "strings alone or numbers alone, one or an array of them");
    }
    return ValueMatcher.noneOf(operands.stream().map(matcher).toList());
  }

  private static Map.Entry<?, ?> only(String place, Map<?, ?> expression) {
    if (expression.size() != 1) {
      throw new InvalidEventPatternException(
          place, "only one key allowed in match expression, not " + expression.keySet());
    }
    return expression.entrySet().iterator().next();
  }

  private static String text(String place, String operator, Object operand) {
    if (operand instanceof String text) {
      return text;
    }
    throw wrongOperand(place, operator, "a string");
  }

  private static InvalidEventPatternException wrongOperand(
      String place, String operator, String expected) {
    return new InvalidEventPatternException(place, operator + " takes " + expected);
  }

  private static List<String> append(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return List.copyOf(longer);
  }

  private static String place(List<String> path) {
    return String.join(".", path);
  }
}
