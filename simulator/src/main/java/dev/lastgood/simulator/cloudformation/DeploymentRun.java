package dev.lastgood.simulator.cloudformation;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the steps of one operation share.
 *
 * @param target what the stack is to be made from
 * @param rollingBack whether an operation is being undone
 * @param revertsDrift whether what is really there is looked at
 * @param policy what may be changed
 * @param imports the exports of others that were used
 * @param realities what was really there before a drift-aware operation
 */
record DeploymentRun(
    Deployment target,
    boolean rollingBack,
    boolean revertsDrift,
    PolicyCheck policy,
    Set<String> imports,
    Realities realities) {
  static DeploymentRun forward(Deployment target, boolean revertsDrift, PolicyCheck policy) {
    return new DeploymentRun(
        target, false, revertsDrift, policy, new TreeSet<>(), Realities.none());
  }

  static DeploymentRun back(Deployment target, Realities realities) {
    return new DeploymentRun(target, true, false, PolicyCheck.NONE, new TreeSet<>(), realities);
  }

  Map<String, Object> reality(String logicalId) {
    return rollingBack ? realities.properties().getOrDefault(logicalId, Map.of()) : Map.of();
  }

  /** Keeps what is there, as far as the template speaks of it. */
  void remember(
      String logicalId,
      ResourceProvider provider,
      String physicalId,
      Map<String, Object> properties) {
    if (revertsDrift && provider.isDriftDetected()) {
      Map<String, Object> actual = new TreeMap<>(provider.read(physicalId).orElse(Map.of()));
      actual.keySet().retainAll(properties.keySet());
      actual.keySet().removeAll(provider.managedByAws());
      actual.keySet().removeAll(provider.writeOnly());
      realities.properties().put(logicalId, actual);
    }
  }
}
