package dev.lastgood.simulator.dynamodb.expression;

/** An expression that has been parsed, and waits for a request's names and values. */
public sealed interface Expression
    permits ConditionExpression, UpdateExpression, ProjectionExpression {
  /**
   * Where in the request it stands.
   *
   * @return its kind
   */
  ExpressionKind kind();

  /**
   * What it mentions.
   *
   * @return its placeholders
   */
  Placeholders placeholders();
}
