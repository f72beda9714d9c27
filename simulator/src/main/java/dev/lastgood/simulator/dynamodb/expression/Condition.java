package dev.lastgood.simulator.dynamodb.expression;

import dev.lastgood.simulator.dynamodb.value.Values;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A condition's tree. What an item lacks makes every comparison false, except {@code <>}. */
sealed interface Condition permits Condition.And, Condition.Or, Condition.Not, Predicate {
  /** Whether it holds for an item; for one that does not exist, the item has no attributes. */
  boolean holds(Map<String, AttributeValue> item, Binding binding);

  /** Refuses what is wrong whatever the item. */
  void check(ExpressionKind kind, Binding binding);

  /** Both. */
  record And(Condition left, Condition right) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item, Binding binding) {
      return left.holds(item, binding) && right.holds(item, binding);
    }

    @Override
    public void check(ExpressionKind kind, Binding binding) {
      left.check(kind, binding);
      right.check(kind, binding);
    }
  }

  /** Either. */
  record Or(Condition left, Condition right) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item, Binding binding) {
      return left.holds(item, binding) || right.holds(item, binding);
    }

    @Override
    public void check(ExpressionKind kind, Binding binding) {
      left.check(kind, binding);
      right.check(kind, binding);
    }
  }

  /** The opposite. */
  record Not(Condition condition) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item, Binding binding) {
      return !condition.holds(item, binding);
    }

    @Override
    public void check(ExpressionKind kind, Binding binding) {
      condition.check(kind, binding);
    }
  }

  /** Whether two values, either of which may be null for missing, are the same. */
  static boolean same(AttributeValue left, AttributeValue right) {
    return left != null && right != null && left.type() == right.type() && left.equals(right);
  }

  /** Whether two values, either of which may be null for missing, have an order. */
  static boolean isComparable(AttributeValue left, AttributeValue right) {
    return left != null && right != null && left.type() == right.type() && Values.isOrdered(left);
  }

  /** Refuses an operator that would compare a path with itself. */
  static void checkDistinct(
      ExpressionKind kind, String operator, Binding binding, List<Operand> operands) {
    Operand first = operands.getFirst().bound(binding);
    for (Operand other : operands.subList(1, operands.size())) {
      if (first instanceof Operand.PathOperand(DocumentPath path)
          && first.equals(other.bound(binding))) {
        throw kind.invalid(
            "The first operand must be distinct from the remaining operands for this operator or"
                + " function; operator: "
                + operator
                + ", first operand: "
                + path.elements());
      }
    }
  }
}
