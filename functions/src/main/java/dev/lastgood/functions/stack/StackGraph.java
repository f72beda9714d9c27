package dev.lastgood.functions.stack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a recovery changes, in which order it has to, and what no order satisfies.
 *
 * @param nodes what it changes
 * @param edges what has to come before what; between nodes only
 * @param conflicts what a person has to decide, each a sentence
 */
public record StackGraph(List<StackNode> nodes, List<StackEdge> edges, List<String> conflicts) {
  /** Copies its lists. */
  public StackGraph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    conflicts = List.copyOf(conflicts);
  }

  /**
   * One stack that is to go back.
   *
   * @param name its name; of the outermost one, where stacks are nested
   * @param durationSeconds how long that takes, by its forecast
   * @param goodExports what it exports in its point, by name
   * @param liveExports the same as it is
   * @param goodImports the names of the exports that it imports in its point
   * @param liveImports the same as it is
   */
  public record Change(
      String name,
      int durationSeconds,
      SortedMap<String, StackExport> goodExports,
      SortedMap<String, StackExport> liveExports,
      Set<String> goodImports,
      Set<String> liveImports) {
    /** Copies its collections. */
    public Change {
      goodExports = new TreeMap<>(goodExports);
      liveExports = new TreeMap<>(liveExports);
      goodImports = Set.copyOf(goodImports);
      liveImports = Set.copyOf(liveImports);
    }

    /**
     * A stack of which both sides were captured.
     *
     * @param good the point
     * @param live what is
     * @param durationSeconds how long going back takes
     * @return with what all of its tree exports and imports
     */
    public static Change of(StackCapture good, StackCapture live, int durationSeconds) {
      return new Change(
          live.stackName(),
          durationSeconds,
          exports(good),
          exports(live),
          imports(good),
          imports(live));
    }

    private static SortedMap<String, StackExport> exports(StackCapture stack) {
      SortedMap<String, StackExport> exports = new TreeMap<>();
      stack.tree().stream()
          .flatMap(each -> each.state().exports().stream())
          .forEach(export -> exports.put(export.name(), export));
      return exports;
    }

    private static Set<String> imports(StackCapture stack) {
      Set<String> imports = new HashSet<>();
      for (StackCapture each : stack.tree()) {
        if (each.template().processed().isEmpty()) {
          continue;
        }
        TemplateDocument template = TemplateDocument.parse(each.template().processed());
        PlainValues values = PlainValues.of(template, each);
        template.find("Fn::ImportValue").stream()
            .flatMap(name -> values.text(name).stream())
            .forEach(imports::add);
      }
      return imports;
    }
  }

  /**
   * Puts stacks in order. By "Export" under "Outputs" in the AWS CloudFormation User Guide, an
   * export can neither be changed nor removed while a stack imports it, nor imported before it is
   * there: a restored one needs its producer first, a removed or changed one its consumers.
   *
   * @param changes the stacks that go back
   * @param others further nodes, such as groups that a stack owns
   * @param declared what is declared to come before what: dependencies of the configuration, a
   *     stack before the groups that it owns
   * @return the graph
   */
  public static StackGraph of(
      List<Change> changes, List<StackNode> others, List<StackEdge> declared) {
    List<StackNode> nodes = new ArrayList<>(others);
    changes.forEach(change -> nodes.add(new StackNode(change.name(), change.durationSeconds())));
    ExportOrder exports = new ExportOrder(changes);
    List<StackEdge> edges = new ArrayList<>(exports.edges());
    Set<String> names = new HashSet<>();
    nodes.forEach(node -> names.add(node.name()));
    for (StackEdge edge : declared) {
      if (names.contains(edge.before()) && names.contains(edge.after())) {
        edges.add(edge);
      }
    }
    return new StackGraph(nodes, edges, exports.conflicts());
  }
}
