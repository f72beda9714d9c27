package dev.lastgood.asl;

import java.util.Optional;

/**
 * An expression that could not be evaluated to what its field needs: {@code
 * States.QueryEvaluationError}. The messages are those of the service.
 */
final class QueryFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Optional<String> field;

  private QueryFailure(Optional<String> field, String message) {
    super(message, null, false, false);
    this.field = field;
  }

  static QueryFailure of(String message) {
    return new QueryFailure(Optional.empty(), message);
  }

  static QueryFailure at(String field, String message) {
    return new QueryFailure(Optional.of(field), message);
  }

  static QueryFailure undefined(String expression, String field) {
    return in(expression, field, "returned nothing (undefined).");
  }

  static QueryFailure unsupportedResult(String expression, String field) {
    return in(expression, field, "returned an unsupported result type.");
  }

  static QueryFailure threw(String expression, String field, String message) {
    return in(expression, field, "threw an error during evaluation. " + message);
  }

  static QueryFailure unexpectedType(
      String expression, String field, String expectedType, Object value) {
    return in(
        expression,
        field,
        "returned an unexpected result type. Expected '%s', but was '%s' for value: %s"
            .formatted(expectedType, Json.typeOf(value), Json.write(value)));
  }

  static QueryFailure unacceptableValue(
      String expression, String field, String expected, Object value) {
    return in(
        expression,
        field,
        "returned a value that is not allowed. Expected %s, but was: %s"
            .formatted(expected, Json.write(value)));
  }

  private static QueryFailure in(String expression, String field, String what) {
    return at(
        field,
        "The JSONata expression '%s' specified for the field '%s' %s"
            .formatted(expression, field, what));
  }

  /** The field of the state, such as {@code Assign/count}; empty when none is to blame. */
  Optional<String> field() {
    return field;
  }
}
