package dev.lastgood.simulator.dynamodb.expression;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/** What a condition compares. */
sealed interface Operand {
  /** Its value for an item, or null where the item has none. */
  AttributeValue of(Map<String, AttributeValue> item, Binding binding);

  /** The value, where it is known before any item is. */
  default Optional<AttributeValue> constant(Binding binding) {
    return Optional.empty();
  }

  /** The type of its value, where it is known before any item is. */
  default Optional<Type> type(Binding binding) {
    return constant(binding).map(AttributeValue::type);
  }

  /** The same operand with names in the place of their placeholders, to compare it by. */
  Operand bound(Binding binding);

  /** What a path leads to. */
  record PathOperand(DocumentPath path) implements Operand {
    @Override
    public AttributeValue of(Map<String, AttributeValue> item, Binding binding) {
      return path.in(item, binding);
    }

    @Override
    public Operand bound(Binding binding) {
      return new PathOperand(path.bound(binding));
    }
  }

  /** What the request says. */
  record ValueOperand(String placeholder) implements Operand {
    @Override
    public AttributeValue of(Map<String, AttributeValue> item, Binding binding) {
      return binding.value(placeholder);
    }

    @Override
    public Optional<AttributeValue> constant(Binding binding) {
      return Optional.of(binding.value(placeholder));
    }

    @Override
    public Operand bound(Binding binding) {
      return this;
    }
  }

  /** How large something is. */
  record SizeOperand(Operand of) implements Operand {
    @Override
    public AttributeValue of(Map<String, AttributeValue> item, Binding binding) {
      AttributeValue value = of.of(item, binding);
      if (value == null) {
        return null;
      }
      return switch (value.type()) {
        case S -> number(value.s().length());
        case B -> number(value.b().asByteArrayUnsafe().length);
        case SS -> number(value.ss().size());
        case NS -> number(value.ns().size());
        case BS -> number(value.bs().size());
        case L -> number(value.l().size());
        case M -> number(value.m().size());
        case N, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> null;
      };
    }

    @Override
    public Optional<Type> type(Binding binding) {
      return Optional.of(Type.N);
    }

    @Override
    public Operand bound(Binding binding) {
      return new SizeOperand(of.bound(binding));
    }

    private static AttributeValue number(int size) {
      return AttributeValue.fromN(Integer.toString(size));
    }
  }
}
