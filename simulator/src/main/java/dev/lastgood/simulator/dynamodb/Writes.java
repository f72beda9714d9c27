package dev.lastgood.simulator.dynamodb;

import dev.lastgood.simulator.dynamodb.expression.Binding;
import dev.lastgood.simulator.dynamodb.expression.ConditionExpression;
import dev.lastgood.simulator.dynamodb.expression.Expression;
import dev.lastgood.simulator.dynamodb.expression.ExpressionKind;
import dev.lastgood.simulator.dynamodb.expression.Expressions;
import dev.lastgood.simulator.dynamodb.expression.UpdateExpression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Prepares the writes that single operations and transactions have in common. */
final class Writes {
  private static final String TOO_LARGE = "Item size has exceeded the maximum allowed size";
  private static final String TOO_LARGE_TO_UPDATE =
      "Item size to update has exceeded the maximum allowed size";

  private final Tables tables;
  private final Expressions expressions;

  Writes(Tables tables, Expressions expressions) {
    this.tables = tables;
    this.expressions = expressions;
  }

  Write put(Guard guard, Map<String, AttributeValue> attributes) {
    Table table = tables.table(guard.table());
    ItemKey key = table.schema().ofItem(attributes);
    Item item = Item.of(attributes, TOO_LARGE);
    return guarded(guard, table, key, _ -> Optional.of(item));
  }

  Write delete(Guard guard, Map<String, AttributeValue> keyAttributes) {
    Table table = tables.table(guard.table());
    return guarded(guard, table, table.schema().ofKey(keyAttributes), _ -> Optional.empty());
  }

  Write check(Guard guard, Map<String, AttributeValue> keyAttributes) {
    Table table = tables.table(guard.table());
    return guarded(guard, table, table.schema().ofKey(keyAttributes), UnaryOperator.identity());
  }

  Write update(
      Guard guard, Map<String, AttributeValue> keyAttributes, Optional<String> expression) {
    Table table = tables.table(guard.table());
    ItemKey key = table.schema().ofKey(keyAttributes);
    Optional<ConditionExpression> condition = condition(guard);
    Optional<UpdateExpression> update = expression.map(expressions::update);
    List<Expression> both =
        Stream.<Optional<? extends Expression>>of(condition, update)
            .<Expression>flatMap(Optional::stream)
            .toList();
    Binding binding = Binding.of(guard.names(), guard.values(), both);
    condition.ifPresent(present -> present.check(binding));
    update.ifPresent(present -> present.check(binding, table.schema().names()));
    UnaryOperator<Optional<Item>> effect =
        before -> {
          Map<String, AttributeValue> attributes =
              before.map(Item::attributes).orElse(keyAttributes);
          return Optional.of(
              Item.of(
                  update.isEmpty() ? attributes : update.orElseThrow().applied(attributes, binding),
                  TOO_LARGE_TO_UPDATE));
        };
    return new Write(table, key, condition, binding, guard.returnsItem(), update, effect);
  }

  private Write guarded(
      Guard guard, Table table, ItemKey key, UnaryOperator<Optional<Item>> effect) {
    Optional<ConditionExpression> condition = condition(guard);
    Binding binding = Binding.of(guard.names(), guard.values(), condition.stream().toList());
    condition.ifPresent(present -> present.check(binding));
    return new Write(table, key, condition, binding, guard.returnsItem(), Optional.empty(), effect);
  }

  private Optional<ConditionExpression> condition(Guard guard) {
    return guard.condition().map(text -> expressions.condition(ExpressionKind.CONDITION, text));
  }
}
