package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which targets must be well before which, and the waves that follow from it. */
public final class Dependencies {
  private final Map<String, Set<String>> before = new HashMap<>();

  private Dependencies(List<Target> targets) {
    Map<String, List<String>> direct = new HashMap<>();
    targets.forEach(target -> direct.put(target.id(), target.dependsOn()));
    for (Target target : targets) {
      Set<String> all = new TreeSet<>();
      List<String> open = new ArrayList<>(target.dependsOn());
      while (!open.isEmpty()) {
        String next = open.removeLast();
        if (all.add(next)) {
          open.addAll(direct.getOrDefault(next, List.of()));
        }
      }
      before.put(target.id(), all);
    }
  }

  /**
   * The dependencies of an environment.
   *
   * @param targets all its targets, also those that a plan leaves alone: through one of these, one
   *     target may depend on another
   * @return what they say, without circles, which the configuration refuses
   */
  public static Dependencies of(List<Target> targets) {
    return new Dependencies(targets);
  }

  /**
   * Orders changes: each target in the earliest wave after all that it depends on.
   *
   * @param plans what is to be changed
   * @return at least one wave where there is a plan; within a wave in the given order
   */
  List<Wave> waves(List<TargetPlan> plans) {
    Set<String> changed = new TreeSet<>();
    plans.forEach(plan -> changed.add(plan.targetId()));
    Map<Integer, List<TargetPlan>> byDepth = new TreeMap<>();
    for (TargetPlan plan : plans) {
      byDepth.computeIfAbsent(depth(plan.targetId(), changed), _ -> new ArrayList<>()).add(plan);
    }
    return byDepth.values().stream().map(Wave::new).toList();
  }

  private int depth(String targetId, Set<String> changed) {
    return before.getOrDefault(targetId, Set.of()).stream()
        .filter(changed::contains)
        .mapToInt(dependency -> 1 + depth(dependency, changed))
        .max()
        .orElse(0);
  }
}
