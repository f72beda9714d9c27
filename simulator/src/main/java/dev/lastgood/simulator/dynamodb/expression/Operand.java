package dev.lastgood.simulator.dynamodb.expression;

import dev.lastgood.simulator.kernel.Utf8;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a condition compares. */
sealed interface Operand {
  /** Its value for an item, or null where the item has none. */
  AttributeValue of(Map<String, AttributeValue> item, Binding binding);

  /** The value of which the type is known before any item is. */
  default Optional<AttributeValue> constant(Binding binding) {
    return Optional.empty();
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
        case S -> number(Utf8.bytes(value.s()));
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
    public Operand bound(Binding binding) {
      return new SizeOperand(of.bound(binding));
    }

    private static AttributeValue number(int size) {
      return AttributeValue.fromN(Integer.toString(size));
    }
  }
}
