package dev.lastgood.functions.plan;

import dev.lastgood.functions.stack.StackEdge;
import dev.lastgood.functions.stack.StackGraph;
import dev.lastgood.functions.stack.StackNode;
import dev.lastgood.functions.stack.StackWaves;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** In which order targets are changed, or why no order will do. */
sealed interface Ordering {
  /**
   * How many operations can be begun in a second without CloudFormation refusing some; a guess, see
   * {@code docs/reference/simulation.md}.
   */
  double STARTS_PER_SECOND = 2;

  /** They can be changed in this order. */
  record InWaves(List<Wave> waves) implements Ordering {}

  /** They cannot. */
  record Impossible(String because) implements Ordering {}

  /**
   * Orders changes: each target in the earliest wave after all that it depends on, as is declared
   * and as stacks import each other's exports.
   *
   * @param changes what is to be changed; at least one
   * @param dependencies what is declared
   * @param undo whether what depends on others is changed before them
   */
  static Ordering of(List<Weighing.Change> changes, Dependencies dependencies, boolean undo) {
    Map<String, TargetPlan> plans = new TreeMap<>();
    List<StackGraph.Change> stacks = new ArrayList<>();
    List<StackNode> others = new ArrayList<>();
    for (Weighing.Change change : changes) {
      TargetPlan plan = change.plan();
      plans.put(node(plan), plan);
      change
          .order()
          .ifPresentOrElse(
              stacks::add, () -> others.add(new StackNode(node(plan), plan.forecastSeconds())));
    }
    StackGraph graph = StackGraph.of(stacks, others, declared(dependencies, plans.values(), undo));
    if (!graph.conflicts().isEmpty()) {
      return new Impossible(String.join(" ", graph.conflicts()) + " A person has to decide.");
    }
    return switch (StackWaves.of(graph, STARTS_PER_SECOND)) {
      case StackWaves.Ordered ordered -> new InWaves(waves(ordered, changes, plans));
      case StackWaves.Circular circular ->
          new Impossible(
              "What depends on what forms a circle: "
                  + String.join(
                      "; ",
                      circular.circles().stream()
                          .map(circle -> String.join(" -> ", circle))
                          .toList())
                  + ". A person has to decide.");
    };
  }

  /** Stacks are known to each other by their names; a group's name may be a stack's, too. */
  private static String node(TargetPlan plan) {
    return switch (plan) {
      case StackPlan stack -> stack.before().stackName();
      case GroupPlan group -> "group " + group.groupName();
    };
  }

  private static List<StackEdge> declared(
      Dependencies dependencies, Collection<TargetPlan> plans, boolean undo) {
    List<StackEdge> edges = new ArrayList<>();
    for (TargetPlan plan : plans) {
      for (TargetPlan other : plans) {
        if (dependencies.before(plan.targetId()).contains(other.targetId())) {
          edges.add(
              undo
                  ? new StackEdge(node(plan), node(other), "It is declared, and undone backwards.")
                  : new StackEdge(node(other), node(plan), "It is declared."));
        }
      }
    }
    return edges;
  }

  /** Within a wave in the given order. */
  private static List<Wave> waves(
      StackWaves.Ordered ordered, List<Weighing.Change> changes, Map<String, TargetPlan> plans) {
    List<String> given = changes.stream().map(change -> node(change.plan())).toList();
    return ordered.waves().stream()
        .map(wave -> new Wave(given.stream().filter(wave::contains).map(plans::get).toList()))
        .toList();
  }
}
