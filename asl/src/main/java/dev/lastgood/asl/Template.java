package dev.lastgood.asl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A field's JSON value in which strings of the form <code>{% … %}</code> are expressions. */
sealed interface Template {

  /** The field's value, as plain Java values. */
  Object evaluate(QueryScope scope) throws QueryFailure;

  /** The expression, where the whole value is one. */
  default Optional<Expression> asExpression() {
    return this instanceof Expression expression ? Optional.of(expression) : Optional.empty();
  }

  /** A value without any expression in it. */
  record Constant(Object value) implements Template {
    @Override
    public Object evaluate(QueryScope scope) {
      return value;
    }
  }

  /**
   * An expression.
   *
   * @param field where it stands in the state, such as {@code Arguments/Payload}
   */
  record Expression(JsonataExpression expression, String field) implements Template {
    @Override
    public Object evaluate(QueryScope scope) throws QueryFailure {
      return expression.evaluate(scope, field);
    }
  }

  /** An object with expressions somewhere in it. */
  record ObjectTemplate(Map<String, Template> fields) implements Template {
    @Override
    public Map<String, Object> evaluate(QueryScope scope) throws QueryFailure {
      Map<String, Object> values = LinkedHashMap.newLinkedHashMap(fields.size());
      for (Map.Entry<String, Template> field : fields.entrySet()) {
        values.put(field.getKey(), field.getValue().evaluate(scope));
      }
      return values;
    }
  }

  /** An array with expressions somewhere in it. */
  record ArrayTemplate(List<Template> elements) implements Template {
    @Override
    public List<Object> evaluate(QueryScope scope) throws QueryFailure {
      List<Object> values = new ArrayList<>(elements.size());
      for (Template element : elements) {
        values.add(element.evaluate(scope));
      }
      return values;
    }
  }
}
