package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which targets must be well before which, as the configuration declares it. */
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
   * What must be well before a target can be, through whichever others.
   *
   * @param targetId the target
   * @return the targets' ids; none for a target that depends on none
   */
  Set<String> before(String targetId) {
    return before.getOrDefault(targetId, Set.of());
  }
}
