package dev.lastgood.simulator.dynamodb.expression;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A condition, filter or key condition. */
public final class ConditionExpression implements Expression {
  private final ExpressionKind kind;
  private final Condition condition;
  private final Placeholders placeholders;

  ConditionExpression(ExpressionKind kind, Condition condition, Placeholders placeholders) {
    this.kind = kind;
    this.condition = condition;
    this.placeholders = placeholders;
  }

  @Override
  public ExpressionKind kind() {
    return kind;
  }

  @Override
  public Placeholders placeholders() {
    return placeholders;
  }

  /**
   * Refuses what is wrong whatever the item, such as operands of the wrong type.
   *
   * @param binding the request's names and values
   */
  public void check(Binding binding) {
    condition.check(kind, binding);
  }

  /**
   * Whether it holds.
   *
   * @param item an item's attributes; none where it does not exist
   * @param binding the request's names and values
   * @return true where it holds
   */
  public boolean holds(Map<String, AttributeValue> item, Binding binding) {
    return condition.holds(item, binding);
  }

  /**
   * What a key condition asks for.
   *
   * @param binding the request's names and values
   * @param hash the partition key's name
   * @param range the sort key's name, where the table has one
   * @return the partition and the range of sort keys
   */
  public KeyCondition keyCondition(Binding binding, String hash, Optional<String> range) {
    return KeyConditions.of(condition, binding, hash, range);
  }

  /**
   * The attributes that it looks at.
   *
   * @param binding the request's names and values
   * @return the names at the beginning of its paths
   */
  public Set<String> attributes(Binding binding) {
    Set<String> attributes = new LinkedHashSet<>();
    Roots.collect(condition, binding, attributes);
    return attributes;
  }
}
