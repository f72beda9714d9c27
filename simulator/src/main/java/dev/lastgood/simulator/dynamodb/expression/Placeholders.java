package dev.lastgood.simulator.dynamodb.expression;

import java.util.List;

/**
 * The placeholders that an expression mentions.
 *
 * @param names such as {@code #status}
 * @param values such as {@code :now}
 */
public record Placeholders(List<String> names, List<String> values) {
  /**
   * Copies both lists.
   *
   * @param names such as {@code #status}
   * @param values such as {@code :now}
   */
  public Placeholders {
    names = List.copyOf(names);
    values = List.copyOf(values);
  }
}
