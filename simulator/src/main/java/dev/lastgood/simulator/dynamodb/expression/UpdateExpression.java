package dev.lastgood.simulator.dynamodb.expression;

import dev.lastgood.simulator.dynamodb.value.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an update does to an item. */
public final class UpdateExpression implements Expression {
  private final List<UpdateAction> actions;
  private final Placeholders placeholders;

  UpdateExpression(List<UpdateAction> actions, Placeholders placeholders) {
    this.actions = List.copyOf(actions);
    this.placeholders = placeholders;
  }

  @Override
  public ExpressionKind kind() {
    return ExpressionKind.UPDATE;
  }

  @Override
  public Placeholders placeholders() {
    return placeholders;
  }

  /**
   * Refuses what is wrong whatever the item.
   *
   * @param binding the request's names and values
   */
  public void check(Binding binding) {
    PathTree<UpdateAction> tree = new PathTree<>();
    for (UpdateAction action : actions) {
      tree.put(kind(), action.path().bound(binding), action);
      action.check(binding);
    }
  }

  /**
   * What it touches, for those who want only this returned: exactly what its paths lead to, not the
   * attributes around it.
   *
   * @param binding the request's names and values
   * @return cuts it out of the item as it was before
   */
  public Projection touched(Binding binding) {
    return new Projection(
        kind(), actions.stream().map(action -> action.path().bound(binding)).toList());
  }

  /**
   * What it gives a value, for those who want only this returned. Where something was removed, what
   * has moved up into its place in a list is not new.
   *
   * @param binding the request's names and values
   * @return cuts it out of the item as it is afterwards
   */
  public Projection changed(Binding binding) {
    return new Projection(
        kind(),
        actions.stream()
            .filter(action -> !(action instanceof UpdateAction.Remove))
            .map(action -> action.path().bound(binding))
            .toList());
  }

  /**
   * Does it. Every action sees the item as it was.
   *
   * @param item the attributes before, its key included
   * @param binding the request's names and values
   * @param keys the names of the table's key attributes, which no update may touch
   * @return the attributes afterwards
   */
  public Map<String, AttributeValue> applied(
      Map<String, AttributeValue> item, Binding binding, List<String> keys) {
    PathTree<Optional<AttributeValue>> results = new PathTree<>();
    for (UpdateAction action : actions) {
      DocumentPath path = action.path().bound(binding);
      if (keys.contains(path.root())) {
        throw Invalid.parameter(
            "Cannot update attribute " + path.root() + ". This attribute is part of the key");
      }
      results.put(kind(), path, action.result(item, binding));
    }
    return attributes(results, item);
  }

  private static Map<String, AttributeValue> attributes(
      PathTree<Optional<AttributeValue>> results, Map<String, AttributeValue> before) {
    Map<String, AttributeValue> after = new TreeMap<>(before);
    results
        .attributes()
        .forEach(
            (name, node) ->
                value(node, Optional.ofNullable(before.get(name)))
                    .ifPresentOrElse(value -> after.put(name, value), () -> after.remove(name)));
    return after;
  }

  private static Optional<AttributeValue> value(
      PathTree<Optional<AttributeValue>> node, Optional<AttributeValue> before) {
    if (node.leaf().isPresent()) {
      return node.leaf().orElseThrow();
    }
    if (!node.attributes().isEmpty() && before.filter(AttributeValue::hasM).isPresent()) {
      return Optional.of(AttributeValue.fromM(attributes(node, before.orElseThrow().m())));
    }
    if (!node.elements().isEmpty() && before.filter(AttributeValue::hasL).isPresent()) {
      return Optional.of(AttributeValue.fromL(elements(node, before.orElseThrow().l())));
    }
    throw Invalid.request(
        "The document path provided in the update expression is invalid for update");
  }

  /** Positions count in the list as it was; what lies beyond its end is appended in order. */
  private static List<AttributeValue> elements(
      PathTree<Optional<AttributeValue>> results, List<AttributeValue> before) {
    List<AttributeValue> after = new ArrayList<>(before.size());
    for (int i = 0; i < before.size(); i++) {
      PathTree<Optional<AttributeValue>> node = results.elements().get(i);
      if (node == null) {
        after.add(before.get(i));
      } else {
        value(node, Optional.of(before.get(i))).ifPresent(after::add);
      }
    }
    results
        .elements()
        .tailMap(before.size())
        .values()
        .forEach(node -> value(node, Optional.empty()).ifPresent(after::add));
    return after;
  }
}
