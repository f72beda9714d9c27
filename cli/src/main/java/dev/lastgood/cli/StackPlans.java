package dev.lastgood.cli;

import dev.lastgood.functions.config.NearestName;
import dev.lastgood.functions.stack.DescribedStack;
import dev.lastgood.functions.stack.OfflineStackPlan;
import dev.lastgood.functions.stack.StackGraph;
import dev.lastgood.functions.stack.StackWaves;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Plans of stacks from descriptions alone, and the order of them.
 *
 * @param plans of each stack that is on both sides, by name
 * @param good the stacks when they were good
 * @param notPlanned why stacks of one side alone have no plan, in sentences
 * @param graph what has to come before what
 * @param waves the same in waves
 */
record StackPlans(
    List<OfflineStackPlan> plans,
    Map<String, DescribedStack> good,
    List<String> notPlanned,
    StackGraph graph,
    StackWaves waves) {
  /** CloudFormation does not say how many calls it takes; this many are expected to pass. */
  private static final double STARTS_PER_SECOND = 2;

  static StackPlans of(Map<String, DescribedStack> good, Map<String, DescribedStack> live) {
    List<OfflineStackPlan> plans = new ArrayList<>();
    List<String> notPlanned = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(good.keySet());
    names.addAll(live.keySet());
    for (String name : names) {
      if (!live.containsKey(name)) {
        notPlanned.add(
            name + ": is not among the live stacks; one that was deleted is a person's.");
      } else if (!good.containsKey(name)) {
        notPlanned.add(
            name
                + ": is not among the good stacks"
                + NearestName.of(name, List.copyOf(good.keySet()))
                    .map(nearest -> "; is it " + nearest + "?")
                    .orElse("."));
      } else {
        plans.add(OfflineStackPlan.of(good.get(name), live.get(name)));
      }
    }
    StackGraph graph = OfflineStackPlan.graph(plans, good, live);
    return new StackPlans(
        List.copyOf(plans),
        new TreeMap<>(good),
        List.copyOf(notPlanned),
        graph,
        StackWaves.of(graph, STARTS_PER_SECOND));
  }

  boolean fellShort() {
    return !graph.conflicts().isEmpty()
        || waves instanceof StackWaves.Circular
        || plans.stream().anyMatch(OfflineStackPlan::fellShort);
  }
}
