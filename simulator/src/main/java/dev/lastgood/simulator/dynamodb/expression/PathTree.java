package dev.lastgood.simulator.dynamodb.expression;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Document paths that share their beginnings, each with something at its end. No path may go on
 * where another ends.
 *
 * @param <L> what stands at the end of a path
 */
final class PathTree<L> {
  private final Map<String, PathTree<L>> attributes = new TreeMap<>();
  private final TreeMap<Integer, PathTree<L>> elements = new TreeMap<>();
  private DocumentPath path;
  private L leaf;

  /** What comes next, by the names of attributes. */
  Map<String, PathTree<L>> attributes() {
    return attributes;
  }

  /** What comes next, by the positions in a list. */
  TreeMap<Integer, PathTree<L>> elements() {
    return elements;
  }

  /** What stands here, where a path ends here. */
  Optional<L> leaf() {
    return Optional.ofNullable(leaf);
  }

  /** Adds a bound path. */
  void put(ExpressionKind kind, DocumentPath bound, L end) {
    PathTree<L> node = this;
    for (DocumentPath.Element element : bound.elements()) {
      if (node.leaf != null) {
        throw overlap(kind, node.path, bound);
      }
      node =
          switch (element) {
            case DocumentPath.Attribute(String name) -> {
              node.checkKind(kind, node.elements.isEmpty(), bound);
              yield node.attributes.computeIfAbsent(name, _ -> new PathTree<>());
            }
            case DocumentPath.Index(int position) -> {
              node.checkKind(kind, node.attributes.isEmpty(), bound);
              yield node.elements.computeIfAbsent(position, _ -> new PathTree<>());
            }
          };
      if (node.path == null) {
        node.path = bound;
      }
    }
    if (node.leaf != null || !node.attributes.isEmpty() || !node.elements.isEmpty()) {
      throw overlap(kind, node.path, bound);
    }
    node.leaf = end;
  }

  private void checkKind(ExpressionKind kind, boolean same, DocumentPath bound) {
    if (!same) {
      throw kind.invalid(
          "Two document paths conflict with each other; must remove or rewrite one of these paths;"
              + " path one: "
              + path.elements()
              + ", path two: "
              + bound.elements());
    }
  }

  private static RuntimeException overlap(
      ExpressionKind kind, DocumentPath one, DocumentPath other) {
    return kind.invalid(
        "Two document paths overlap with each other; must remove or rewrite one of these paths;"
            + " path one: "
            + one.elements()
            + ", path two: "
            + other.elements());
  }
}
