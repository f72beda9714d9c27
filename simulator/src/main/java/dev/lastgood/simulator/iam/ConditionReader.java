package dev.lastgood.simulator.iam;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Reads the element Condition; see "AWS JSON policy elements: Condition operators" and "Conditions
 * with multiple context keys or values" in the IAM User Guide. Every key has one value here, so the
 * set operators differ from the plain ones where the key is missing alone.
 */
final class ConditionReader {
  private static final String IF_EXISTS = "IfExists";
  private static final String FOR_ALL = "ForAllValues:";
  private static final String FOR_ANY = "ForAnyValue:";
  private static final int ARN_PARTS = 6;

  private ConditionReader() {}

  static List<Condition> read(String place, Object element) {
    List<Condition> conditions = new ArrayList<>();
    PolicyJson.object(place, element)
        .forEach(
            (operator, keys) -> {
              String at = place + "." + operator;
              PolicyJson.object(at, keys)
                  .forEach(
                      (key, values) ->
                          conditions.add(
                              condition(
                                  at, operator, key, PolicyJson.texts(at + "." + key, values))));
            });
    return List.copyOf(conditions);
  }

  private static Condition condition(
      String place, String operator, String key, List<String> values) {
    for (String value : values) {
      PolicyJson.refuseVariables(place + "." + key, value);
    }
    boolean forAll = operator.startsWith(FOR_ALL);
    boolean forAny = operator.startsWith(FOR_ANY);
    String plain = operator.substring(operator.indexOf(':') + 1);
    if (operator.contains(":") && !forAll && !forAny) {
      throw new UnreadablePolicyException(place, "the set operator of " + operator + " is unknown");
    }
    boolean ifExists = plain.endsWith(IF_EXISTS);
    String name = ifExists ? plain.substring(0, plain.length() - IF_EXISTS.length()) : plain;
    if (name.equals("Null")) {
      if (!plain.equals(operator) || ifExists) {
        throw new UnreadablePolicyException(place, operator + " is no operator");
      }
      return isNull(place, key, values);
    }
    boolean negated = name.contains("Not");
    Predicate<String> test = test(place, name.replace("Not", ""), values);
    boolean whenMissing = ifExists || forAll || (negated && !forAny);
    return new Condition(key, whenMissing, negated ? test.negate() : test);
  }

  private static Condition isNull(String place, String key, List<String> values) {
    List<Boolean> wanted = values.stream().map(value -> truth(place, value)).toList();
    return new Condition(key, wanted.contains(true), _ -> wanted.contains(false));
  }

  /** Whether any of the values matches. */
  private static Predicate<String> test(String place, String name, List<String> values) {
    return switch (name) {
      case "StringEquals" -> any(values, value -> value::equals);
      case "StringEqualsIgnoreCase" -> any(values, value -> value::equalsIgnoreCase);
      case "StringLike" -> any(values, value -> new Wildcard(value)::matches);
      case "ArnEquals", "ArnLike" -> any(values, value -> arn(place, value));
      case "Bool" ->
          any(
              values,
              value -> {
                String truth = String.valueOf(truth(place, value));
                return truth::equalsIgnoreCase;
              });
      case "NumericEquals" -> numeric(place, values, order -> order == 0);
      case "NumericLessThan" -> numeric(place, values, order -> order < 0);
      case "NumericLessThanEquals" -> numeric(place, values, order -> order <= 0);
      case "NumericGreaterThan" -> numeric(place, values, order -> order > 0);
      case "NumericGreaterThanEquals" -> numeric(place, values, order -> order >= 0);
      default ->
          throw new UnreadablePolicyException(
              place, "the condition operator is unknown or not modelled");
    };
  }

  private static Predicate<String> any(
      List<String> values, Function<String, Predicate<String>> matcher) {
    List<Predicate<String>> matchers = values.stream().map(matcher).toList();
    return given -> {
      for (Predicate<String> one : matchers) {
        if (one.test(given)) {
          return true;
        }
      }
      return false;
    };
  }

  private static Predicate<String> numeric(String place, List<String> values, IntPredicate order) {
    return any(
        values,
        value -> {
          BigDecimal wanted;
          try {
            wanted = new BigDecimal(value);
          } catch (NumberFormatException notNumeric) {
            throw new UnreadablePolicyException(place, value + " is no number");
          }
          return given -> {
            try {
              return order.test(new BigDecimal(given).compareTo(wanted));
            } catch (NumberFormatException notNumeric) {
              return false;
            }
          };
        });
  }

  /** Each of the six parts is compared for itself: a star does not reach beyond its colon. */
  private static Predicate<String> arn(String place, String pattern) {
    if (pattern.equals("*")) {
      return _ -> true;
    }
    String[] parts = pattern.split(":", ARN_PARTS);
    if (parts.length < ARN_PARTS) {
      throw new UnreadablePolicyException(place, pattern + " is no ARN");
    }
    List<Wildcard> wanted = List.of(parts).stream().map(Wildcard::new).toList();
    return given -> {
      String[] found = given.split(":", ARN_PARTS);
      if (found.length < ARN_PARTS) {
        return false;
      }
      for (int part = 0; part < ARN_PARTS; part++) {
        if (!wanted.get(part).matches(found[part])) {
          return false;
        }
      }
      return true;
    };
  }

  private static boolean truth(String place, String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new UnreadablePolicyException(place, value + " is neither true nor false");
    };
  }
}
