package dev.lastgood.simulator.cloudformation;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.AttributeChangeType;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.RequiresRecreation;
import software.amazon.awssdk.services.cloudformation.model.ResourceDriftIgnoredAttribute;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;

/**
 * What an operation does to one resource.
 *
 * @param action what is done
 * @param definition how it is declared: afterwards, or before where it is removed
 * @param made what is there
 * @param details what differs
 * @param ignored the drift that is left as it is
 * @param drift how it has drifted, where that was looked at
 */
record PlannedChange(
    ChangeAction action,
    TemplateResource definition,
    Optional<LiveResource.Made> made,
    List<PropertyChange> details,
    List<ResourceDriftIgnoredAttribute> ignored,
    Optional<StackResourceDriftStatus> drift) {
  String logicalId() {
    return definition.logicalId();
  }

  Replacement replacement() {
    return details.stream().anyMatch(it -> it.recreation() == RequiresRecreation.ALWAYS)
        ? Replacement.TRUE
        : details.stream().anyMatch(it -> it.recreation() == RequiresRecreation.CONDITIONALLY)
            ? Replacement.CONDITIONAL
            : Replacement.FALSE;
  }

  /** Whether it only resets what is known of its drift. */
  boolean isSynchronisation() {
    return !details.isEmpty()
        && details.stream().allMatch(it -> it.type() == AttributeChangeType.SYNC_WITH_ACTUAL);
  }
}
