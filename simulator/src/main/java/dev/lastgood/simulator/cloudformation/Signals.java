package dev.lastgood.simulator.cloudformation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The signals that resources wait for. Applications send theirs by themselves, unless a scenario
 * withholds them; see "CreationPolicy attribute" and "UpdatePolicy attribute" in the AWS
 * CloudFormation Template Reference Guide.
 */
final class Signals {
  private final Set<Place> withheld = new HashSet<>();
  private final Map<Place, Set<String>> succeeded = new HashMap<>();
  private final Map<Place, Set<String>> failed = new HashMap<>();

  private record Place(String stackName, String logicalId) {}

  void withhold(String stackName, String logicalId) {
    withheld.add(new Place(stackName, logicalId));
  }

  void letThrough(String stackName, String logicalId) {
    withheld.remove(new Place(stackName, logicalId));
  }

  boolean isWithheld(String stackName, String logicalId) {
    return withheld.contains(new Place(stackName, logicalId));
  }

  void received(String stackName, String logicalId, String uniqueId, boolean success) {
    (success ? succeeded : failed)
        .computeIfAbsent(new Place(stackName, logicalId), _ -> new HashSet<>())
        .add(uniqueId);
  }

  int successes(String stackName, String logicalId) {
    return succeeded.getOrDefault(new Place(stackName, logicalId), Set.of()).size();
  }

  boolean isFailed(String stackName, String logicalId) {
    return failed.containsKey(new Place(stackName, logicalId));
  }

  /** A new operation waits for new signals. */
  void forget(String stackName, String logicalId) {
    succeeded.remove(new Place(stackName, logicalId));
    failed.remove(new Place(stackName, logicalId));
  }
}
