package dev.lastgood.simulator.eventbridge;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What a single value of an event may be: text, number, boolean or null. */
@FunctionalInterface
interface ValueMatcher {
  /** Whether a value that is neither object nor array matches. */
  boolean matches(Object value);

  /** The very same value; numbers are compared as they are written: 300 is not 300.0. */
  static ValueMatcher exactly(Object expected) {
    if (expected instanceof Number number) {
      String written = number.toString();
      return value -> value instanceof Number && value.toString().equals(written);
    }
    return value -> expected == null ? value == null : expected.equals(value);
  }

  /** Any value at all. */
  static ValueMatcher present() {
    return value -> true;
  }

  /** Text of which something holds. */
  static ValueMatcher text(Predicate<String> holds) {
    return value -> value instanceof String text && holds.test(text);
  }

  /** Text of which something holds in lower case. */
  static ValueMatcher foldedText(Predicate<String> holds) {
    return text(value -> holds.test(fold(value)));
  }

  /** Text as it is compared where case does not count. */
  static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** A value that none of these matches. */
  static ValueMatcher noneOf(List<ValueMatcher> matchers) {
    return value -> matchers.stream().noneMatch(matcher -> matcher.matches(value));
  }
}
