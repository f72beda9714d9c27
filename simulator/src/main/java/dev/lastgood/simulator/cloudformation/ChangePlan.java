package dev.lastgood.simulator.cloudformation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Replacement;

/**
 * What leads a stack from what it is to another deployment.
 *
 * @param changes by logical id
 * @param otherwise whether more than resources changes: outputs, tags, notifications
 */
record ChangePlan(Map<String, PlannedChange> changes, boolean otherwise) {
  /**
   * Compares.
   *
   * @param revertsDrift whether with what is really there, instead of the template before
   */
  static ChangePlan of(
      StackRegion region, LiveStack stack, Deployment target, boolean revertsDrift) {
    Set<String> replaced = new TreeSet<>();
    Set<String> changed = new TreeSet<>();
    StackScope scope = new StackScope(region, stack, target, replaced, changed);
    ResourceComparison comparison =
        new ResourceComparison(region, stack, scope, target, revertsDrift);
    Map<String, PlannedChange> changes = new LinkedHashMap<>();
    Collection<String> wanted = wanted(scope, target);
    for (List<String> wave : target.template().waves(wanted)) {
      for (String logicalId : wave) {
        TemplateResource definition = target.template().resources().get(logicalId);
        comparison
            .of(definition)
            .ifPresent(
                change -> {
                  changes.put(logicalId, change);
                  if (change.action() == ChangeAction.ADD
                      || change.replacement() != Replacement.FALSE) {
                    replaced.add(logicalId);
                  }
                  changed.add(logicalId);
                });
      }
    }
    stack
        .resources()
        .values()
        .forEach(
            resource -> {
              if (!wanted.contains(resource.logicalId()) && resource.made().exists()) {
                changes.put(
                    resource.logicalId(),
                    new PlannedChange(
                        ChangeAction.REMOVE,
                        resource.made().definition(),
                        Optional.of(resource.made()),
                        List.of(),
                        List.of(),
                        Optional.empty()));
              }
            });
    return new ChangePlan(changes, isOtherwiseChanged(stack, target, scope, replaced));
  }

  private static boolean isOtherwiseChanged(
      LiveStack stack, Deployment target, StackScope scope, Set<String> replaced) {
    if (!stack.deployment().tags().equals(target.tags())
        || !stack.deployment().notificationArns().equals(target.notificationArns())) {
      return true;
    }
    return replaced.isEmpty() && !scope.outputs().equals(outputs(stack));
  }

  private static List<Output> outputs(LiveStack stack) {
    return stack.outputs();
  }

  static Collection<String> wanted(StackScope scope, Deployment target) {
    List<String> wanted = new ArrayList<>();
    target
        .template()
        .resources()
        .values()
        .forEach(
            resource -> {
              if (scope.isWanted(resource)) {
                wanted.add(resource.logicalId());
              }
            });
    return wanted;
  }

  boolean isEmpty() {
    return changes.isEmpty() && !otherwise;
  }

  /** What has to be worked on before the stack is what it is to be; the rest is cleaned up. */
  List<String> worked() {
    return changes.values().stream()
        .filter(change -> change.action() != ChangeAction.REMOVE)
        .map(PlannedChange::logicalId)
        .toList();
  }

  Optional<PlannedChange> change(String logicalId) {
    return Optional.ofNullable(changes.get(logicalId));
  }
}
