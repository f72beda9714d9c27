package dev.lastgood.simulator.dynamodb.expression;

import dev.lastgood.simulator.dynamodb.expression.KeyCondition.Bound;
import dev.lastgood.simulator.dynamodb.value.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads a condition as a key condition: an equality on the partition key and, at most, one
 * condition on the sort key. See "Key condition expressions for the Query operation",
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
 */
final class KeyConditions {
  private KeyConditions() {}

  static KeyCondition of(
      Condition condition, Binding binding, String hash, Optional<String> range) {
    List<Part> parts = new ArrayList<>();
    split(condition, binding, parts);
    Part onHash = null;
    Part onRange = null;
    for (Part part : parts) {
      boolean isHash = part.key().equals(hash);
      if (!isHash && !range.equals(Optional.of(part.key()))) {
        throw Invalid.request(
            parts.size() > 1 && range.isPresent()
                ? "Query condition missed key schema element: " + range.orElseThrow()
                : "Query condition missed key schema element: " + hash);
      }
      if (isHash ? onHash != null : onRange != null) {
        throw ExpressionKind.KEY_CONDITION.invalid(
            "KeyConditionExpressions must only contain one condition per key");
      }
      if (isHash) {
        onHash = part;
      } else {
        onRange = part;
      }
    }
    if (onHash == null) {
      throw Invalid.request("Query condition missed key schema element: " + hash);
    }
    if (!(onHash.predicate()
            instanceof Predicate.Comparison(Predicate.Comparator comparator, Operand _, Operand _)
        && comparator == Predicate.Comparator.EQUAL)) {
      throw Invalid.request("Query key condition not supported");
    }
    AttributeValue partition = onHash.values().getFirst();
    return onRange == null
        ? new KeyCondition(partition, Optional.empty(), Optional.empty(), Optional.empty())
        : stretch(partition, onRange);
  }

  private static KeyCondition stretch(AttributeValue hash, Part part) {
    AttributeValue value = part.values().getFirst();
    Optional<Bound> none = Optional.empty();
    return switch (part.predicate()) {
      case Predicate.Comparison comparison ->
          switch (comparison.comparator()) {
            case EQUAL ->
                KeyCondition.between(hash, new Bound(value, true), new Bound(value, true));
            case NOT_EQUAL -> throw unsupported("<>");
            case LESS ->
                new KeyCondition(
                    hash, none, Optional.of(new Bound(value, false)), Optional.empty());
            case LESS_OR_EQUAL ->
                new KeyCondition(hash, none, Optional.of(new Bound(value, true)), Optional.empty());
            case GREATER ->
                new KeyCondition(
                    hash, Optional.of(new Bound(value, false)), none, Optional.empty());
            case GREATER_OR_EQUAL ->
                new KeyCondition(hash, Optional.of(new Bound(value, true)), none, Optional.empty());
          };
      case Predicate.Between _ ->
          KeyCondition.between(hash, new Bound(value, true), new Bound(part.values().get(1), true));
      case Predicate.BeginsWith _ -> new KeyCondition(hash, none, none, Optional.of(value));
      case Predicate.In _ -> throw unsupported("IN");
      case Predicate.Exists _ -> throw unsupported("attribute_exists");
      case Predicate.OfType _ -> throw unsupported("attribute_type");
      case Predicate.Contains _ -> throw unsupported("contains");
    };
  }

  private static void split(Condition condition, Binding binding, List<Part> into) {
    switch (condition) {
      case Condition.And(Condition left, Condition right) -> {
        split(left, binding, into);
        split(right, binding, into);
      }
      case Condition.Or _ -> throw unsupported("OR");
      case Condition.Not _ -> throw unsupported("NOT");
      case Predicate.Comparison comparison ->
          into.add(part(comparison, binding, comparison.left(), comparison.right()));
      case Predicate.Between between ->
          into.add(part(between, binding, between.value(), between.low(), between.high()));
      case Predicate.BeginsWith beginsWith ->
          into.add(part(beginsWith, binding, beginsWith.value(), beginsWith.prefix()));
      case Predicate.In _ -> throw unsupported("IN");
      case Predicate.Exists exists ->
          throw unsupported(exists.wanted() ? "attribute_exists" : "attribute_not_exists");
      case Predicate.OfType _ -> throw unsupported("attribute_type");
      case Predicate.Contains _ -> throw unsupported("contains");
    }
  }

  private static Part part(Predicate predicate, Binding binding, Operand key, Operand... operands) {
    if (!(key instanceof Operand.PathOperand(DocumentPath path)) || path.elements().size() > 1) {
      throw ExpressionKind.KEY_CONDITION.invalid(
          "KeyConditionExpressions cannot have conditions on nested attributes");
    }
    List<AttributeValue> values = new ArrayList<>();
    for (Operand operand : operands) {
      values.add(
          operand
              .constant(binding)
              .orElseThrow(
                  () ->
                      ExpressionKind.KEY_CONDITION.invalid(
                          "No key attributes are allowed on the right side of a condition")));
    }
    return new Part(path.bound(binding).root(), predicate, values);
  }

  private static RuntimeException unsupported(String operator) {
    return ExpressionKind.KEY_CONDITION.invalid(
        "Invalid operator used in KeyConditionExpression: " + operator);
  }

  private record Part(String key, Predicate predicate, List<AttributeValue> values) {}
}
