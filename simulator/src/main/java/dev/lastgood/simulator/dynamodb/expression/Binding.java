package dev.lastgood.simulator.dynamodb.expression;

import dev.lastgood.simulator.dynamodb.value.Invalid;
import dev.lastgood.simulator.dynamodb.value.Values;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the placeholders of one request stand for, checked against the expressions that use it. */
public final class Binding {
  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;

  private Binding(Map<String, String> names, Map<String, AttributeValue> values) {
    this.names = names;
    this.values = values;
  }

  /**
   * Binds a request's placeholders.
   *
   * @param names its ExpressionAttributeNames; empty where it has none
   * @param values its ExpressionAttributeValues; empty where it has none
   * @param expressions all of its expressions
   * @return the binding that all of them share
   * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException where a placeholder is
   *     used and not defined, or defined and not used
   */
  public static Binding of(
      Map<String, String> names,
      Map<String, AttributeValue> values,
      List<? extends Expression> expressions) {
    checkUsable("ExpressionAttributeNames", "#", names, expressions);
    checkUsable("ExpressionAttributeValues", ":", values, expressions);
    for (Expression expression : expressions) {
      checkDefined(expression, names, values);
    }
    Map<String, AttributeValue> normalized = values.isEmpty() ? Map.of() : new TreeMap<>();
    for (Map.Entry<String, AttributeValue> entry : values.entrySet()) {
      checkUsed(
          "ExpressionAttributeValues", entry.getKey(), isMentioned(entry.getKey(), expressions));
      normalized.put(entry.getKey(), Values.normalized(entry.getValue()));
    }
    for (String name : names.keySet()) {
      checkUsed("ExpressionAttributeNames", name, isMentioned(name, expressions));
    }
    return new Binding(names, normalized);
  }

  String name(String placeholder) {
    return names.get(placeholder);
  }

  AttributeValue value(String placeholder) {
    return values.get(placeholder);
  }

  private static void checkUsable(
      String parameter, String prefix, Map<String, ?> map, List<? extends Expression> expressions) {
    if (map.isEmpty()) {
      return;
    }
    if (expressions.isEmpty()) {
      throw Invalid.request(parameter + " can only be specified when using expressions");
    }
    for (String key : map.keySet()) {
      if (!key.startsWith(prefix) || key.length() == 1) {
        throw Invalid.request(
            parameter + " contains invalid key: Syntax error; key: \"" + key + "\"");
      }
    }
  }

  private static void checkDefined(
      Expression expression, Map<String, String> names, Map<String, AttributeValue> values) {
    for (String name : expression.placeholders().names()) {
      if (!names.containsKey(name)) {
        throw expression
            .kind()
            .invalid(
                "An expression attribute name used in the document path is not defined;"
                    + " attribute name: "
                    + name);
      }
    }
    for (String value : expression.placeholders().values()) {
      if (!values.containsKey(value)) {
        throw expression
            .kind()
            .invalid(
                "An expression attribute value used in expression is not defined;"
                    + " attribute value: "
                    + value);
      }
    }
  }

  /** The first sign of a placeholder tells names from values, so both are looked for alike. */
  private static boolean isMentioned(String placeholder, List<? extends Expression> expressions) {
    for (Expression expression : expressions) {
      if (expression.placeholders().names().contains(placeholder)
          || expression.placeholders().values().contains(placeholder)) {
        return true;
      }
    }
    return false;
  }

  private static void checkUsed(String parameter, String key, boolean used) {
    if (!used) {
      throw Invalid.request(
          "Value provided in " + parameter + " unused in expressions: keys: {" + key + "}");
    }
  }
}
