package dev.lastgood.simulator.dynamodb.expression;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Parses expressions, each text once: a program has few of them and uses them all the time. */
public final class Expressions {
  private final Map<ExpressionKind, Map<String, ConditionExpression>> conditions =
      new EnumMap<>(ExpressionKind.class);
  private final Map<String, UpdateExpression> updates = new HashMap<>();
  private final Map<String, ProjectionExpression> projections = new HashMap<>();

  /** Nothing is parsed yet. */
  public Expressions() {
    for (ExpressionKind kind : ExpressionKind.values()) {
      conditions.put(kind, new HashMap<>());
    }
  }

  /**
   * A condition, filter or key condition.
   *
   * @param kind which of them
   * @param text as it stands in the request
   * @return the parsed expression
   */
  public ConditionExpression condition(ExpressionKind kind, String text) {
    return conditions
        .get(kind)
        .computeIfAbsent(text, unparsed -> new ConditionParser(kind, unparsed).parse());
  }

  /**
   * An update.
   *
   * @param text as it stands in the request
   * @return the parsed expression
   */
  public UpdateExpression update(String text) {
    return updates.computeIfAbsent(text, unparsed -> new UpdateParser(unparsed).parse());
  }

  /**
   * A projection.
   *
   * @param text as it stands in the request
   * @return the parsed expression
   */
  public ProjectionExpression projection(String text) {
    return projections.computeIfAbsent(text, ProjectionExpression::parse);
  }
}
