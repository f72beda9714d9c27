package dev.lastgood.simulator.cloudformation;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was really there before a drift-aware operation: a rollback restores that, and not what the
 * template before says.
 *
 * @param properties as far as the template speaks of them, by logical id
 * @param absent the resources that were not there
 */
record Realities(Map<String, Map<String, Object>> properties, Set<String> absent) {
  /** Nothing yet. */
  static Realities none() {
    return new Realities(new TreeMap<>(), new TreeSet<>());
  }
}
