package dev.lastgood.simulator.eventbridge;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Numbers of a range.
 *
 * @param low the lower bound, where there is one
 * @param high the upper bound, where there is one
 */
record NumericMatcher(Optional<Bound> low, Optional<Bound> high) implements ValueMatcher {
  private static final BigDecimal MAGNITUDE_MAX = new BigDecimal("5000000000");

  /**
   * An end of a range.
   *
   * @param value the number there
   * @param included whether it belongs to the range
   */
  record Bound(BigDecimal value, boolean included) {}

  /** Reads the operand of {@code numeric}, such as {@code [">", 0, "<=", 5]}. */
  static NumericMatcher parse(String place, List<?> operand) {
    if (operand.size() == 2) {
      Bound bound = bound(place, operand, 0);
      return switch (comparison(operand, 0)) {
        case "=" -> new NumericMatcher(Optional.of(bound), Optional.of(bound));
        case ">", ">=" -> new NumericMatcher(Optional.of(bound), Optional.empty());
        case "<", "<=" -> new NumericMatcher(Optional.empty(), Optional.of(bound));
        default -> throw unknown(place, operand);
      };
    }
    if (operand.size() == 4
        && comparison(operand, 0).startsWith(">")
        && comparison(operand, 2).startsWith("<")) {
      Bound low = bound(place, operand, 0);
      Bound high = bound(place, operand, 2);
      if (low.value().compareTo(high.value()) >= 0) {
        throw new InvalidEventPatternException(place, "the bottom must be less than the top");
      }
      return new NumericMatcher(Optional.of(low), Optional.of(high));
    }
    throw unknown(place, operand);
  }

  @Override
  public boolean matches(Object value) {
    if (!(value instanceof Number number)) {
      return false;
    }
    BigDecimal found = new BigDecimal(number.toString());
    return low.map(bound -> isAbove(found, bound)).orElse(true)
        && high.map(bound -> isBelow(found, bound)).orElse(true);
  }

  private static boolean isAbove(BigDecimal found, Bound bound) {
    int order = found.compareTo(bound.value());
    return order > 0 || (order == 0 && bound.included());
  }

  private static boolean isBelow(BigDecimal found, Bound bound) {
    int order = found.compareTo(bound.value());
    return order < 0 || (order == 0 && bound.included());
  }

  private static String comparison(List<?> operand, int index) {
    return String.valueOf(operand.get(index));
  }

  private static Bound bound(String place, List<?> operand, int index) {
    String comparison = comparison(operand, index);
    if (!List.of("=", "<", "<=", ">", ">=").contains(comparison)
        || !(operand.get(index + 1) instanceof Number number)) {
      throw unknown(place, operand);
    }
    BigDecimal value = new BigDecimal(number.toString());
    if (value.abs().compareTo(MAGNITUDE_MAX) > 0) {
      throw new InvalidEventPatternException(
          place, "numbers are compared between -5.0e9 and 5.0e9 inclusive");
    }
    return new Bound(value, comparison.endsWith("="));
  }

  private static InvalidEventPatternException unknown(String place, List<?> operand) {
    return new InvalidEventPatternException(
        place,
        "numeric takes one comparison, or > or >= before < or <=, each with a number, not "
            + operand);
  }
}
