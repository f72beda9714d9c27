package dev.lastgood.simulator.dynamodb.value;

import java.math.BigDecimal;

/**
 * Numbers as DynamoDB keeps them: exact, with up to 38 significant digits. See "Data types" under
 * "Supported data types and naming rules in Amazon DynamoDB",
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 */
public final class Numbers {
  private static final int DIGITS_MAX = 38;
  private static final int EXPONENT_MAX = 125;
  private static final int EXPONENT_MIN = -130;

  /** As many digits as a long surely holds; such a number needs no checks of its size. */
  private static final int PLAIN_DIGITS_MAX = 18;

  private Numbers() {}

  /**
   * Reads a number and checks its limits.
   *
   * @param text as it stands in a request
   * @return its value
   */
  public static BigDecimal parse(String text) {
    BigDecimal number;
    try {
      number = new BigDecimal(text).stripTrailingZeros();
    } catch (NumberFormatException notANumber) {
      throw Invalid.request(
          text.isEmpty()
              ? "The parameter cannot be converted to a numeric value"
              : "The parameter cannot be converted to a numeric value: " + text);
    }
    return checked(number);
  }

  /**
   * The text under which a number is kept and returned: plain, without needless zeros.
   *
   * @param number the number
   * @return its text
   */
  public static String text(BigDecimal number) {
    return checked(number.stripTrailingZeros()).toPlainString();
  }

  /**
   * The text under which a number is kept and returned.
   *
   * @param text as it stands in a request
   * @return the same string where it is already as it would be kept
   */
  static String normalized(String text) {
    return isPlain(text) ? text : text(parse(text));
  }

  /**
   * Orders numbers by value.
   *
   * @param left a valid number
   * @param right a valid number
   * @return as comparators do
   */
  static int compare(String left, String right) {
    if (isPlain(left) && isPlain(right)) {
      return Long.compare(Long.parseLong(left), Long.parseLong(right));
    }
    return new BigDecimal(left).compareTo(new BigDecimal(right));
  }

  private static BigDecimal checked(BigDecimal number) {
    if (number.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (number.precision() > DIGITS_MAX) {
      throw Invalid.request("Attempting to store more than 38 significant digits in a Number");
    }
    int exponent = number.precision() - number.scale() - 1;
    if (exponent > EXPONENT_MAX) {
      throw Invalid.request(
          "Number overflow. Attempting to store a number with magnitude larger than supported"
              + " range");
    }
    if (exponent < EXPONENT_MIN) {
      throw Invalid.request(
          "Number underflow. Attempting to store a number with magnitude smaller than supported"
              + " range");
    }
    return number;
  }

  /** Whether it is a short integer in its only canonical form: nearly every number is. */
  private static boolean isPlain(String text) {
    int first = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - first;
    if (digits < 1 || digits > PLAIN_DIGITS_MAX) {
      return false;
    }
    if (text.charAt(first) == '0' && text.length() > 1) {
      return false;
    }
    for (int i = first; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
