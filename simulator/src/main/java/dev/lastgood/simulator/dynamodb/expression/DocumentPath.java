package dev.lastgood.simulator.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The way to an attribute or to something inside it, such as {@code a.b[0]}.
 *
 * @param elements the first one is an attribute's name
 */
record DocumentPath(List<Element> elements) {
  /** One step of the way. */
  sealed interface Element {}

  /**
   * Into a map, or to an attribute of the item.
   *
   * @param name its name, or a placeholder for it
   */
  record Attribute(String name) implements Element {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Into a list.
   *
   * @param position from 0
   */
  record Index(int position) implements Element {
    @Override
    public String toString() {
      return "[" + position + "]";
    }
  }

  /** The path with names in the place of their placeholders. */
  DocumentPath bound(Binding binding) {
    for (int i = 0; i < elements.size(); i++) {
      if (isPlaceholder(elements.get(i))) {
        List<Element> named = new ArrayList<>(elements.size());
        for (Element element : elements) {
          named.add(
              element instanceof Attribute attribute && isPlaceholder(attribute)
                  ? new Attribute(binding.name(attribute.name()))
                  : element);
        }
        return new DocumentPath(named);
      }
    }
    return this;
  }

  /** The attribute of the item that a bound path begins with. */
  String root() {
    return ((Attribute) elements.getFirst()).name();
  }

  /** What a path leads to, or null where it leads nowhere. */
  AttributeValue in(Map<String, AttributeValue> item, Binding binding) {
    AttributeValue value = null;
    Map<String, AttributeValue> map = item;
    for (int i = 0; i < elements.size(); i++) {
      switch (elements.get(i)) {
        case Attribute attribute -> {
          if (i > 0) {
            if (!value.hasM()) {
              return null;
            }
            map = value.m();
          }
          value =
              map.get(isPlaceholder(attribute) ? binding.name(attribute.name()) : attribute.name());
        }
        case Index index -> {
          if (!value.hasL() || index.position() >= value.l().size()) {
            return null;
          }
          value = value.l().get(index.position());
        }
      }
      if (value == null) {
        return null;
      }
    }
    return value;
  }

  private static boolean isPlaceholder(Element element) {
    return element instanceof Attribute attribute && attribute.name().startsWith("#");
  }
}
