package dev.lastgood.asl;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One expression, compiled once with its definition and shared by all executions; each evaluation
 * gets a frame of its own, without which evaluations would see each other's bindings.
 */
final class JsonataExpression {

  private final String source;
  private final Jsonata compiled;
  private final List<String> names;

  private JsonataExpression(String source, Jsonata compiled) {
    this.source = source;
    this.compiled = compiled;
    this.names = namesIn(source);
  }

  /**
   * Compiles an expression.
   *
   * @throws JException when it is not one
   */
  static JsonataExpression compile(String source) {
    Jsonata compiled = Jsonata.jsonata(source);
    // The engine's own conversion would change documents that the result shares with its input.
    compiled.setOutputConvertNulls(false);
    compiled.setValidateInput(false);
    return new JsonataExpression(source, compiled);
  }

  /**
   * Evaluates to a JSON document as plain Java values.
   *
   * @param field the field of the state, for the message of a failure
   */
  Object evaluate(QueryScope scope, String field) throws QueryFailure {
    Jsonata.Frame frame = new Jsonata.Frame(null);
    // Step Functions does not offer $eval.
    frame.bind("eval", (Object) null);
    for (String name : names) {
      Object value = scope.lookup(name);
      if (value != null) {
        frame.bind(name, value);
      }
    }
    Object result;
    try {
      result = compiled.evaluate(null, frame);
    } catch (JException failure) {
      throw QueryFailure.threw(source, field, failure.getError() + ": " + messageOf(failure));
    } catch (RuntimeException failure) {
      // The engine lets exceptions of the Java library through, such as NumberFormatException.
      throw QueryFailure.threw(source, field, messageOf(failure));
    } catch (StackOverflowError failure) {
      throw QueryFailure.threw(source, field, "The expression recurses too deeply.");
    }
    if (result == null) {
      throw QueryFailure.undefined(source, field);
    }
    try {
      return QueryValues.fromEngine(result);
    } catch (QueryValues.NotJson function) {
      throw QueryFailure.unsupportedResult(source, field);
    }
  }

  String source() {
    return source;
  }

  private static String messageOf(RuntimeException failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  /**
   * The names behind every {@code $}: what an evaluation may need bound. A name inside a string
   * literal counts too, which costs a lookup and harms nothing.
   */
  private static List<String> namesIn(String source) {
    Set<String> names = new LinkedHashSet<>();
    int position = source.indexOf('$');
    while (position >= 0) {
      int end = position + 1;
      while (end < source.length() && Character.isUnicodeIdentifierPart(source.charAt(end))) {
        end++;
      }
      if (end > position + 1) {
        names.add(source.substring(position + 1, end));
      }
      position = source.indexOf('$', end);
    }
    return List.copyOf(new ArrayList<>(names));
  }
}
