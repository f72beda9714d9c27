package dev.lastgood.simulator.dynamodb.expression;

import dev.lastgood.simulator.dynamodb.value.Invalid;
import dev.lastgood.simulator.dynamodb.value.Numbers;
import dev.lastgood.simulator.dynamodb.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/** The right side of a {@code SET}. All of it sees the item as it was before the update. */
sealed interface UpdateValue {
  /** Its value; null where it is a path that leads nowhere. */
  AttributeValue of(Map<String, AttributeValue> item, Binding binding);

  /** Refuses what is wrong whatever the item. */
  void check(Binding binding);

  /** An attribute, or what the request says. */
  record Plain(Operand operand) implements UpdateValue {
    @Override
    public AttributeValue of(Map<String, AttributeValue> item, Binding binding) {
      return operand.of(item, binding);
    }

    @Override
    public void check(Binding binding) {}
  }

  /** {@code if_not_exists(a, b)}. */
  record IfNotExists(DocumentPath path, UpdateValue otherwise) implements UpdateValue {
    @Override
    public AttributeValue of(Map<String, AttributeValue> item, Binding binding) {
      AttributeValue existing = path.in(item, binding);
      return existing != null ? existing : otherwise.of(item, binding);
    }

    @Override
    public void check(Binding binding) {
      otherwise.check(binding);
    }
  }

  /** {@code list_append(a, b)}. */
  record ListAppend(UpdateValue front, UpdateValue back) implements UpdateValue {
    @Override
    public AttributeValue of(Map<String, AttributeValue> item, Binding binding) {
      List<AttributeValue> all = new ArrayList<>(list(existing(front, item, binding)));
      all.addAll(list(existing(back, item, binding)));
      return AttributeValue.fromL(all);
    }

    @Override
    public void check(Binding binding) {
      checkOperand("list_append", Type.L, front, binding);
      checkOperand("list_append", Type.L, back, binding);
    }

    private static List<AttributeValue> list(AttributeValue value) {
      if (!value.hasL()) {
        throw incorrectType();
      }
      return value.l();
    }
  }

  /** {@code a + b} and {@code a - b}. */
  record Sum(UpdateValue left, UpdateValue right, boolean negated) implements UpdateValue {
    @Override
    public AttributeValue of(Map<String, AttributeValue> item, Binding binding) {
      BigDecimal one = number(existing(left, item, binding));
      BigDecimal other = number(existing(right, item, binding));
      return AttributeValue.fromN(Numbers.text(negated ? one.subtract(other) : one.add(other)));
    }

    @Override
    public void check(Binding binding) {
      checkOperand(negated ? "-" : "+", Type.N, left, binding);
      checkOperand(negated ? "-" : "+", Type.N, right, binding);
    }

    private static BigDecimal number(AttributeValue value) {
      if (value.type() != Type.N) {
        throw incorrectType();
      }
      return new BigDecimal(value.n());
    }
  }

  /** A value that must be there. */
  static AttributeValue existing(
      UpdateValue value, Map<String, AttributeValue> item, Binding binding) {
    AttributeValue existing = value.of(item, binding);
    if (existing == null) {
      throw Invalid.request(
          "The provided expression refers to an attribute that does not exist in the item");
    }
    return existing;
  }

  /** What the item holds does not fit what the expression does with it. */
  static RuntimeException incorrectType() {
    return Invalid.request("An operand in the update expression has an incorrect data type");
  }

  private static void checkOperand(
      String operator, Type type, UpdateValue operand, Binding binding) {
    operand.check(binding);
    switch (operand) {
      case Plain(Operand plain) ->
          plain
              .constant(binding)
              .filter(constant -> constant.type() != type)
              .ifPresent(
                  constant -> {
                    throw ExpressionKind.UPDATE.wrongOperand(operator, Values.typeName(constant));
                  });
      case IfNotExists(DocumentPath _, UpdateValue otherwise) ->
          checkOperand(operator, type, otherwise, binding);
      case ListAppend _ -> checkResult(operator, type, Type.L);
      case Sum _ -> checkResult(operator, type, Type.N);
    }
  }

  private static void checkResult(String operator, Type wanted, Type result) {
    if (wanted != result) {
      throw ExpressionKind.UPDATE.wrongOperand(operator, result.name());
    }
  }
}
