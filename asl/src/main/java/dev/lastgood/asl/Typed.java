package dev.lastgood.asl;

import java.util.List;
import java.util.Map;

/** Evaluates fields that need a value of a certain type. */
final class Typed {

  private Typed() {}

  static String text(Template template, QueryScope scope) throws QueryFailure {
    Object value = template.evaluate(scope);
    if (value instanceof String text) {
      return text;
    }
    throw unexpected(template, "string", value);
  }

  static boolean truth(Template template, QueryScope scope) throws QueryFailure {
    Object value = template.evaluate(scope);
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw unexpected(template, "boolean", value);
  }

  static List<?> array(Template template, QueryScope scope) throws QueryFailure {
    Object value = template.evaluate(scope);
    if (value instanceof List<?> list) {
      return list;
    }
    throw unexpected(template, "array", value);
  }

  /** An array or an object. */
  static Object collection(Template template, QueryScope scope) throws QueryFailure {
    Object value = template.evaluate(scope);
    if (value instanceof List<?> || value instanceof Map<?, ?>) {
      return value;
    }
    throw unexpected(template, "array", value);
  }

  /**
   * An object, perhaps with expressions inside it.
   *
   * @param field where it stands in the state
   */
  static Map<?, ?> object(Template template, QueryScope scope, String field) throws QueryFailure {
    Object value = template.evaluate(scope);
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw QueryFailure.at(
        field, "The field '%s' must be an object but was: %s".formatted(field, Json.write(value)));
  }

  /** A member of such an object that must be a string with something in it. */
  static String member(Map<?, ?> object, String name, String field) throws QueryFailure {
    if (object.get(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw QueryFailure.at(
        field + "/" + name,
        "The field '%s/%s' must be a non-empty string but was: %s"
            .formatted(field, name, Json.write(object.get(name))));
  }

  static double number(Template template, QueryScope scope, double least, double most)
      throws QueryFailure {
    Object value = template.evaluate(scope);
    if (!(value instanceof Number number)) {
      throw unexpected(template, "number", value);
    }
    if (number.doubleValue() < least || number.doubleValue() > most) {
      throw unacceptable(template, "a number from " + least + " to " + most, value);
    }
    return number.doubleValue();
  }

  static long integer(Template template, QueryScope scope, long least, long most)
      throws QueryFailure {
    Object value = template.evaluate(scope);
    if (!(value instanceof Integer || value instanceof Long)) {
      throw unexpected(template, "integer", value);
    }
    long integer = ((Number) value).longValue();
    if (integer < least || integer > most) {
      throw unacceptable(template, "an integer from " + least + " to " + most, value);
    }
    return integer;
  }

  private static QueryFailure unexpected(Template template, String expectedType, Object value) {
    Template.Expression expression = expression(template);
    return QueryFailure.unexpectedType(
        expression.expression().source(), expression.field(), expectedType, value);
  }

  private static QueryFailure unacceptable(Template template, String expected, Object value) {
    Template.Expression expression = expression(template);
    return QueryFailure.unacceptableValue(
        expression.expression().source(), expression.field(), expected, value);
  }

  /** Constants were checked when the definition was loaded, so only an expression can be wrong. */
  private static Template.Expression expression(Template template) {
    return template.asExpression().orElseThrow();
  }
}
