package dev.lastgood.simulator.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.model.AfterValueFrom;
import software.amazon.awssdk.services.cloudformation.model.BeforeValueFrom;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeSource;
import software.amazon.awssdk.services.cloudformation.model.ChangeType;
import software.amazon.awssdk.services.cloudformation.model.EvaluationType;
import software.amazon.awssdk.services.cloudformation.model.PolicyAction;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;
import software.amazon.awssdk.services.cloudformation.model.ResourceTargetDefinition;

/** A plan as DescribeChangeSet shows it; see ResourceChange in the API Reference. */
final class DescribedChanges {
  private DescribedChanges() {}

  /**
   * Describes a plan.
   *
   * @param nested the change sets of nested stacks, by logical id
   * @param withValues whether properties' values are shown
   * @param revertsDrift whether the plan looked at what is really there
   */
  static List<Change> of(
      ChangePlan plan, Map<String, String> nested, boolean withValues, boolean revertsDrift) {
    List<Change> changes = new ArrayList<>();
    new TreeMap<>(plan.changes())
        .forEach(
            (logicalId, change) ->
                changes.add(
                    Change.builder()
                        .type(ChangeType.RESOURCE)
                        .resourceChange(
                            described(
                                change,
                                Optional.ofNullable(nested.get(logicalId)),
                                withValues,
                                revertsDrift))
                        .build()));
    return changes;
  }

  private static ResourceChange described(
      PlannedChange change, Optional<String> nestedId, boolean withValues, boolean revertsDrift) {
    boolean modifies =
        change.action() == ChangeAction.MODIFY || change.action() == ChangeAction.SYNC_WITH_ACTUAL;
    ResourceChange.Builder described =
        ResourceChange.builder()
            .action(change.action())
            .logicalResourceId(change.logicalId())
            .physicalResourceId(change.made().map(LiveResource.Made::physicalId).orElse(null))
            .resourceType(change.definition().type())
            .policyAction(policyAction(change).orElse(null))
            .changeSetId(nestedId.orElse(null))
            .resourceDriftStatus(change.drift().orElse(null))
            .scope(change.details().stream().map(PropertyChange::attribute).distinct().toList())
            .details(
                change.details().stream()
                    .map(detail -> detail(change, detail, withValues, revertsDrift))
                    .toList());
    if (modifies) {
      described.replacement(change.replacement());
    }
    if (revertsDrift) {
      described.resourceDriftIgnoredAttributes(change.ignored());
    }
    if (withValues) {
      change.made().ifPresent(made -> described.beforeContext(context(made.properties())));
    }
    return described.build();
  }

  private static String context(Map<String, Object> properties) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("Properties", properties);
    return Values.text(context);
  }

  private static Optional<PolicyAction> policyAction(PlannedChange change) {
    if (change.action() == ChangeAction.REMOVE) {
      return Optional.of(
          switch (change.definition().policy("DeletionPolicy")) {
            case "Retain", "RetainExceptOnCreate" -> PolicyAction.RETAIN;
            case "Snapshot" -> PolicyAction.SNAPSHOT;
            default -> PolicyAction.DELETE;
          });
    }
    return change.action() == ChangeAction.MODIFY && change.replacement() != Replacement.FALSE
        ? Optional.of(
            switch (change.definition().policy("UpdateReplacePolicy")) {
              case "Retain" -> PolicyAction.REPLACE_AND_RETAIN;
              case "Snapshot" -> PolicyAction.REPLACE_AND_SNAPSHOT;
              default -> PolicyAction.REPLACE_AND_DELETE;
            })
        : Optional.empty();
  }

  private static ResourceChangeDetail detail(
      PlannedChange change, PropertyChange detail, boolean withValues, boolean revertsDrift) {
    boolean dynamic = detail.after().filter(Values::isUnknown).isPresent();
    ResourceTargetDefinition.Builder target =
        ResourceTargetDefinition.builder()
            .attribute(detail.attribute())
            .name(detail.name().orElse(null))
            .path(detail.name().map(name -> "/Properties/" + name).orElse(null))
            .requiresRecreation(detail.recreation())
            .attributeChangeType(detail.type());
    if (withValues || revertsDrift) {
      target
          .beforeValue(detail.before().map(Values::text).orElse(null))
          .afterValue(detail.after().map(Values::text).orElse(null));
    }
    if (revertsDrift) {
      target
          .beforeValueFrom(
              detail.drifted().isPresent()
                  ? BeforeValueFrom.ACTUAL_STATE
                  : BeforeValueFrom.PREVIOUS_DEPLOYMENT_STATE)
          .afterValueFrom(AfterValueFrom.TEMPLATE);
      detail
          .drifted()
          .ifPresent(
              previous ->
                  target.drift(
                      drift ->
                          drift
                              .previousValue(Values.text(previous))
                              .actualValue(detail.before().map(Values::text).orElse(null))));
    }
    return ResourceChangeDetail.builder()
        .target(target.build())
        .evaluation(dynamic ? EvaluationType.DYNAMIC : EvaluationType.STATIC)
        .changeSource(
            dynamic
                ? ChangeSource.RESOURCE_REFERENCE
                : isByParameter(change, detail)
                    ? ChangeSource.PARAMETER_REFERENCE
                    : ChangeSource.DIRECT_MODIFICATION)
        .build();
  }

  /** The template says the same of the property as before: a parameter must have changed. */
  private static boolean isByParameter(PlannedChange change, PropertyChange detail) {
    return detail
        .name()
        .flatMap(
            name ->
                change
                    .made()
                    .map(
                        made ->
                            made.definition()
                                .properties()
                                .path(name)
                                .equals(change.definition().properties().path(name))))
        .orElse(false);
  }
}
