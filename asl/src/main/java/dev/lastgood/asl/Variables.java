package dev.lastgood.asl;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The workflow variables of one scope: the execution's, a branch's, or an iteration's. Inner scopes
 * see the outer ones and set only their own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html">Passing
 *     data between states with variables</a>
 */
final class Variables {

  private final Variables outer;
  private final Map<String, Object> values = new LinkedHashMap<>();

  private Variables(Variables outer) {
    this.outer = outer;
  }

  static Variables ofExecution() {
    return new Variables(null);
  }

  Variables inner() {
    return new Variables(this);
  }

  /** The value as the query engine wants it; null when there is no such variable. */
  Object lookup(String name) {
    for (Variables scope = this; scope != null; scope = scope.outer) {
      Object value = scope.values.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  void assign(Map<?, ?> assigned) {
    assigned.forEach((name, value) -> values.put((String) name, QueryValues.toEngine(value)));
  }
}
