package dev.lastgood.simulator.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The part of an item that a set of document paths leads to. */
public final class Projection {
  private final PathTree<Boolean> tree = new PathTree<>();

  Projection(ExpressionKind kind, List<DocumentPath> bound) {
    bound.forEach(path -> tree.put(kind, path, true));
  }

  /**
   * Cuts the part out of an item.
   *
   * @param item the item's attributes
   * @return what the paths lead to, in the places where it stands; lists close up
   */
  public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
    return attributes(tree, item);
  }

  private static Map<String, AttributeValue> attributes(
      PathTree<Boolean> tree, Map<String, AttributeValue> from) {
    Map<String, AttributeValue> cut = new TreeMap<>();
    tree.attributes()
        .forEach(
            (name, node) -> {
              if (from.containsKey(name)) {
                value(node, from.get(name)).ifPresent(value -> cut.put(name, value));
              }
            });
    return cut;
  }

  private static Optional<AttributeValue> value(PathTree<Boolean> node, AttributeValue value) {
    if (node.leaf().isPresent()) {
      return Optional.of(value);
    }
    if (!node.attributes().isEmpty() && value.hasM()) {
      Map<String, AttributeValue> cut = attributes(node, value.m());
      return cut.isEmpty() ? Optional.empty() : Optional.of(AttributeValue.fromM(cut));
    }
    if (!node.elements().isEmpty() && value.hasL()) {
      List<AttributeValue> cut = new ArrayList<>();
      node.elements()
          .headMap(value.l().size())
          .forEach((position, next) -> value(next, value.l().get(position)).ifPresent(cut::add));
      return cut.isEmpty() ? Optional.empty() : Optional.of(AttributeValue.fromL(cut));
    }
    return Optional.empty();
  }
}
