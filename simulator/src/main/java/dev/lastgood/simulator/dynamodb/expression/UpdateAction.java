package dev.lastgood.simulator.dynamodb.expression;

import dev.lastgood.simulator.dynamodb.value.Numbers;
import dev.lastgood.simulator.dynamodb.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/** One change that an update makes. */
sealed interface UpdateAction {
  /** What it changes. */
  DocumentPath path();

  /** What stands there afterwards; empty for nothing. */
  Optional<AttributeValue> result(Map<String, AttributeValue> item, Binding binding);

  /** Refuses what is wrong whatever the item. */
  void check(Binding binding);

  /** {@code SET a = …}. */
  record Set(DocumentPath path, UpdateValue value) implements UpdateAction {
    @Override
    public Optional<AttributeValue> result(Map<String, AttributeValue> item, Binding binding) {
      return Optional.of(UpdateValue.existing(value, item, binding));
    }

    @Override
    public void check(Binding binding) {
      value.check(binding);
    }
  }

  /** {@code REMOVE a}. */
  record Remove(DocumentPath path) implements UpdateAction {
    @Override
    public Optional<AttributeValue> result(Map<String, AttributeValue> item, Binding binding) {
      return Optional.empty();
    }

    @Override
    public void check(Binding binding) {}
  }

  /** {@code ADD a :n}: to a number or a set. */
  record Add(DocumentPath path, String placeholder) implements UpdateAction {
    @Override
    public Optional<AttributeValue> result(Map<String, AttributeValue> item, Binding binding) {
      AttributeValue added = binding.value(placeholder);
      AttributeValue existing = path.in(item, binding);
      if (existing == null) {
        return Optional.of(added);
      }
      if (existing.type() != added.type()) {
        throw UpdateValue.incorrectType();
      }
      return Optional.of(
          switch (added.type()) {
            case N ->
                AttributeValue.fromN(
                    Numbers.text(new BigDecimal(existing.n()).add(new BigDecimal(added.n()))));
            case SS -> AttributeValue.fromSs(union(existing.ss(), added.ss(), Values.STRINGS));
            case NS -> AttributeValue.fromNs(union(existing.ns(), added.ns(), Values.NUMBERS));
            case BS -> AttributeValue.fromBs(union(existing.bs(), added.bs(), Values.BINARIES));
            default -> throw UpdateValue.incorrectType();
          });
    }

    @Override
    public void check(Binding binding) {
      AttributeValue added = binding.value(placeholder);
      if (added.type() != Type.N && !isSet(added)) {
        throw ExpressionKind.UPDATE.invalid(
            "Incorrect operand type for operator or function; operator: ADD, operand type: "
                + Values.typeName(added));
      }
    }

    private static <T> List<T> union(List<T> one, List<T> other, Comparator<T> order) {
      List<T> all = new ArrayList<>(one);
      other.stream().filter(member -> !one.contains(member)).forEach(all::add);
      all.sort(order);
      return all;
    }
  }

  /** {@code DELETE a :set}: from a set. */
  record Delete(DocumentPath path, String placeholder) implements UpdateAction {
    @Override
    public Optional<AttributeValue> result(Map<String, AttributeValue> item, Binding binding) {
      AttributeValue deleted = binding.value(placeholder);
      AttributeValue existing = path.in(item, binding);
      if (existing == null) {
        return Optional.empty();
      }
      if (existing.type() != deleted.type()) {
        throw UpdateValue.incorrectType();
      }
      return switch (deleted.type()) {
        case SS -> rest(existing.ss(), deleted.ss()).map(AttributeValue::fromSs);
        case NS -> rest(existing.ns(), deleted.ns()).map(AttributeValue::fromNs);
        case BS -> rest(existing.bs(), deleted.bs()).map(AttributeValue::fromBs);
        default -> throw UpdateValue.incorrectType();
      };
    }

    @Override
    public void check(Binding binding) {
      AttributeValue deleted = binding.value(placeholder);
      if (!isSet(deleted)) {
        throw ExpressionKind.UPDATE.invalid(
            "Incorrect operand type for operator or function; operator: DELETE, operand type: "
                + Values.typeName(deleted));
      }
    }

    /** An empty set cannot be kept: the attribute goes with its last member. */
    private static <T> Optional<List<T>> rest(List<T> existing, List<T> deleted) {
      List<T> rest = existing.stream().filter(member -> !deleted.contains(member)).toList();
      return rest.isEmpty() ? Optional.empty() : Optional.of(rest);
    }
  }

  private static boolean isSet(AttributeValue value) {
    return value.hasSs() || value.hasNs() || value.hasBs();
  }
}
