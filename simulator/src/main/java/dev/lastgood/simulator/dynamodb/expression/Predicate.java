package dev.lastgood.simulator.dynamodb.expression;

import dev.lastgood.simulator.dynamodb.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/** The leaves of a condition's tree. */
sealed interface Predicate extends Condition {
  /** The comparators, by their signs. */
  enum Comparator {
    /** {@code =} */
    EQUAL("="),
    /** {@code <>} */
    NOT_EQUAL("<>"),
    /** {@code <} */
    LESS("<"),
    /** {@code <=} */
    LESS_OR_EQUAL("<="),
    /** {@code >} */
    GREATER(">"),
    /** {@code >=} */
    GREATER_OR_EQUAL(">=");

    private final String sign;

    Comparator(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    boolean holds(AttributeValue left, AttributeValue right) {
      return switch (this) {
        case EQUAL -> Condition.same(left, right);
        case NOT_EQUAL -> !Condition.same(left, right);
        case LESS -> Condition.isComparable(left, right) && Values.compare(left, right) < 0;
        case LESS_OR_EQUAL ->
            Condition.isComparable(left, right) && Values.compare(left, right) <= 0;
        case GREATER -> Condition.isComparable(left, right) && Values.compare(left, right) > 0;
        case GREATER_OR_EQUAL ->
            Condition.isComparable(left, right) && Values.compare(left, right) >= 0;
      };
    }
  }

  /** {@code a < b} and its like. */
  record Comparison(Comparator comparator, Operand left, Operand right) implements Predicate {
    @Override
    public boolean holds(Map<String, AttributeValue> item, Binding binding) {
      return comparator.holds(left.of(item, binding), right.of(item, binding));
    }

    @Override
    public void check(ExpressionKind kind, Binding binding) {
      Condition.checkDistinct(kind, comparator.sign(), binding, List.of(left, right));
      if (comparator != Comparator.EQUAL && comparator != Comparator.NOT_EQUAL) {
        checkOrdered(kind, comparator.sign(), binding, left);
        checkOrdered(kind, comparator.sign(), binding, right);
      }
    }
  }

  /** {@code a BETWEEN b AND c}, both ends included. */
  record Between(Operand value, Operand low, Operand high) implements Predicate {
    @Override
    public boolean holds(Map<String, AttributeValue> item, Binding binding) {
      AttributeValue between = value.of(item, binding);
      return Comparator.GREATER_OR_EQUAL.holds(between, low.of(item, binding))
          && Comparator.LESS_OR_EQUAL.holds(between, high.of(item, binding));
    }

    @Override
    public void check(ExpressionKind kind, Binding binding) {
      Condition.checkDistinct(kind, "BETWEEN", binding, List.of(value, low, high));
      for (Operand operand : List.of(value, low, high)) {
        checkOrdered(kind, "BETWEEN", binding, operand);
      }
      if (low.constant(binding).isPresent() && high.constant(binding).isPresent()) {
        checkBounds(
            kind, low.constant(binding).orElseThrow(), high.constant(binding).orElseThrow());
      }
    }

    private static void checkBounds(ExpressionKind kind, AttributeValue low, AttributeValue high) {
      String bounds = "; lower bound operand: " + low + ", upper bound operand: " + high;
      if (low.type() != high.type()) {
        throw kind.invalid(
            "The BETWEEN operator requires same data type for lower and upper bounds" + bounds);
      }
      if (Values.compare(low, high) > 0) {
        throw kind.invalid(
            "The BETWEEN operator requires upper bound to be greater than or equal to lower bound"
                + bounds);
      }
    }
  }

  /** {@code a IN (b, c)}. */
  record In(Operand value, List<Operand> candidates) implements Predicate {
    @Override
    public boolean holds(Map<String, AttributeValue> item, Binding binding) {
      AttributeValue sought = value.of(item, binding);
      for (Operand candidate : candidates) {
        if (Condition.same(sought, candidate.of(item, binding))) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void check(ExpressionKind kind, Binding binding) {
      List<Operand> all = new ArrayList<>(candidates);
      all.addFirst(value);
      Condition.checkDistinct(kind, "IN", binding, all);
    }
  }

  /** {@code attribute_exists} and {@code attribute_not_exists}. */
  record Exists(DocumentPath path, boolean wanted) implements Predicate {
    @Override
    public boolean holds(Map<String, AttributeValue> item, Binding binding) {
      return (path.in(item, binding) != null) == wanted;
    }

    @Override
    public void check(ExpressionKind kind, Binding binding) {}
  }

  /** {@code attribute_type(a, :type)}. */
  record OfType(Operand of, Operand type) implements Predicate {
    private static final Set<String> NAMES =
        Set.of("S", "SS", "N", "NS", "B", "BS", "BOOL", "NULL", "L", "M");

    @Override
    public boolean holds(Map<String, AttributeValue> item, Binding binding) {
      AttributeValue value = of.of(item, binding);
      return value != null && Values.typeName(value).equals(type.of(item, binding).s());
    }

    @Override
    public void check(ExpressionKind kind, Binding binding) {
      AttributeValue name =
          type.constant(binding)
              .orElseThrow(
                  () -> kind.wrongOperand("attribute_type", "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}"));
      if (name.type() != Type.S) {
        throw kind.wrongOperand("attribute_type", Values.typeName(name));
      }
      if (!NAMES.contains(name.s())) {
        throw kind.invalid(
            "Invalid attribute type name found; type: "
                + name.s()
                + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
      }
    }
  }

  /** {@code begins_with(a, b)}, for strings and binaries. */
  record BeginsWith(Operand value, Operand prefix) implements Predicate {
    @Override
    public boolean holds(Map<String, AttributeValue> item, Binding binding) {
      AttributeValue whole = value.of(item, binding);
      AttributeValue start = prefix.of(item, binding);
      return whole != null && start != null && Values.beginsWith(whole, start);
    }

    @Override
    public void check(ExpressionKind kind, Binding binding) {
      Condition.checkDistinct(kind, "begins_with", binding, List.of(value, prefix));
      for (Operand operand : List.of(value, prefix)) {
        operand
            .constant(binding)
            .filter(constant -> constant.type() != Type.S && constant.type() != Type.B)
            .ifPresent(
                constant -> {
                  throw kind.wrongOperand("begins_with", Values.typeName(constant));
                });
      }
    }
  }

  /** {@code contains(a, b)}: a part of a string, a member of a set, an element of a list. */
  record Contains(Operand whole, Operand part) implements Predicate {
    @Override
    public boolean holds(Map<String, AttributeValue> item, Binding binding) {
      AttributeValue in = whole.of(item, binding);
      AttributeValue sought = part.of(item, binding);
      return in != null && sought != null && Values.contains(in, sought);
    }

    @Override
    public void check(ExpressionKind kind, Binding binding) {
      Condition.checkDistinct(kind, "contains", binding, List.of(whole, part));
    }
  }

  private static void checkOrdered(
      ExpressionKind kind, String operator, Binding binding, Operand operand) {
    operand
        .constant(binding)
        .filter(constant -> !Values.isOrdered(constant))
        .ifPresent(
            constant -> {
              throw kind.invalid(
                  "Incorrect operand type for operator or function; operator: "
                      + operator
                      + ", operand type: "
                      + Values.typeName(constant));
            });
  }
}
