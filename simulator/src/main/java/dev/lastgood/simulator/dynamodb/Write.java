package dev.lastgood.simulator.dynamodb;

import dev.lastgood.simulator.dynamodb.expression.Binding;
import dev.lastgood.simulator.dynamodb.expression.ConditionExpression;
import dev.lastgood.simulator.dynamodb.expression.UpdateExpression;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A write that has been checked as far as it can be without the item.
 *
 * @param table where
 * @param key which item
 * @param condition what must hold
 * @param binding the request's names and values
 * @param returnsItem whether the item is returned where the condition fails
 * @param update what an update does; empty for every other write
 * @param effect makes the item after from the item before
 */
record Write(
    Table table,
    ItemKey key,
    Optional<ConditionExpression> condition,
    Binding binding,
    boolean returnsItem,
    Optional<UpdateExpression> update,
    UnaryOperator<Optional<Item>> effect) {

  /** The item that it will find. */
  Optional<Item> before() {
    return table.get(key);
  }

  /** Whether it may go ahead. */
  boolean isAllowed(Optional<Item> before) {
    return condition.isEmpty()
        || condition.orElseThrow().holds(before.map(Item::attributes).orElseGet(Map::of), binding);
  }

  /** What to say about the item where it may not. */
  Optional<Item> returned(Optional<Item> before) {
    return returnsItem ? before : Optional.empty();
  }
}
