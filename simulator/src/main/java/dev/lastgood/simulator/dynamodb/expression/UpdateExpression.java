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

  /** Whether every path is an attribute of the item itself, as nearly always. */
  private final boolean flat;

  UpdateExpression(List<UpdateAction> actions, Placeholders placeholders) {
    this.actions = List.copyOf(actions);
    this.placeholders = placeholders;
    this.flat = actions.stream().allMatch(action -> action.path().elements().size() == 1);
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
    if (!flat || isAnyTwice(binding)) {
      PathTree<UpdateAction> tree = new PathTree<>();
      actions.forEach(action -> tree.put(kind(), action.path().bound(binding), action));
    }
    actions.forEach(action -> action.check(binding));
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
    Map<String, AttributeValue> after = new TreeMap<>(item);
    for (UpdateAction action : actions) {
      DocumentPath path = action.path().bound(binding);
      if (keys.contains(path.root())) {
        throw Invalid.parameter(
            "Cannot update attribute " + path.root() + ". This attribute is part of the key");
      }
      Optional<AttributeValue> result = action.result(item, binding);
      if (flat) {
        replace(after, path.root(), result);
      } else {
        results.put(kind(), path, result);
      }
    }
    return flat ? after : attributes(results, item);
  }

  private boolean isAnyTwice(Binding binding) {
    for (int i = 1; i < actions.size(); i++) {
      String root = actions.get(i).path().bound(binding).root();
      for (int j = 0; j < i; j++) {
        if (actions.get(j).path().bound(binding).root().equals(root)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void replace(
      Map<String, AttributeValue> attributes, String name, Optional<AttributeValue> value) {
    if (value.isPresent()) {
      attributes.put(name, value.orElseThrow());
    } else {
      attributes.remove(name);
    }
  }

  private static Map<String, AttributeValue> attributes(
      PathTree<Optional<AttributeValue>> results, Map<String, AttributeValue> before) {
    Map<String, AttributeValue> after = new TreeMap<>(before);
    results
        .attributes()
        .forEach(
            (name, node) ->
                replace(after, name, value(node, Optional.ofNullable(before.get(name)))));
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
