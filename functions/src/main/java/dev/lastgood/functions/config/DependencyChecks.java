package dev.lastgood.functions.config;

import dev.lastgood.functions.config.ConfigurationChecks.PlacedTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Targets may depend on targets of their own environment, and never in a circle. */
final class DependencyChecks {
  private final YamlDocument document;
  private final List<ConfigurationFault> faults;

  DependencyChecks(YamlDocument document, List<ConfigurationFault> faults) {
    this.document = document;
    this.faults = faults;
  }

  /** Adds what is wrong to the faults. */
  void check(Map<Place, PlacedTarget> readable) {
    Map<Place, Map<String, Target>> environments = new LinkedHashMap<>();
    readable.forEach(
        (place, placed) ->
            environments
                .computeIfAbsent(place.outer(), _ -> new LinkedHashMap<>())
                .put(placed.target().id(), placed.target()));
    readable.forEach(
        (place, placed) -> check(place, placed.target(), environments.get(place.outer())));
  }

  private void check(Place place, Target target, Map<String, Target> targets) {
    for (int position = 0; position < target.dependsOn().size(); position++) {
      String name = target.dependsOn().get(position);
      Place here = place.then("dependsOn").then(position);
      if (!targets.containsKey(name)) {
        faults.add(
            document.fault(
                here,
                "another target of this environment",
                "the name " + name + ", which none has"));
        continue;
      }
      List<String> circle = new ArrayList<>(List.of(target.id()));
      if (leadsTo(target.id(), name, targets, circle)) {
        faults.add(
            document.fault(
                here,
                "targets that do not depend on each other in a circle",
                "the circle " + String.join(" -> ", circle)));
      }
    }
  }

  /** Whether following dependencies from a name comes back to the goal; notes the way. */
  private static boolean leadsTo(
      String goal, String from, Map<String, Target> targets, List<String> way) {
    if (from.equals(goal)) {
      way.add(from);
      return true;
    }
    if (way.contains(from) || !targets.containsKey(from)) {
      return false;
    }
    way.add(from);
    for (String next : targets.get(from).dependsOn()) {
      if (leadsTo(goal, next, targets, way)) {
        return true;
      }
    }
    way.remove(way.size() - 1);
    return false;
  }
}
