package dev.lastgood.functions.stack;

import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;

/**
 * What a change set would do to a resource; see "ResourceChange" in the AWS CloudFormation API
 * Reference.
 *
 * @param logicalId its name in the template
 * @param physicalId what it is called outside; "" where it is not made yet, or is not known
 * @param type such as {@code AWS::S3::Bucket}
 * @param action what is done
 * @param replacement whether another takes its place; of modifications
 * @param properties the names of the properties that change, of modifications
 */
public record PlannedChange(
    String logicalId,
    String physicalId,
    String type,
    Action action,
    Replacement replacement,
    List<String> properties) {
  /** Copies its list. */
  public PlannedChange {
    properties = List.copyOf(properties);
  }

  /** What is done. */
  public enum Action {
    /** It is made. */
    ADD,
    /** It is changed. */
    MODIFY,
    /** It leaves the stack. */
    REMOVE,
    /** It comes into the stack as it is. */
    IMPORT,
    /** The stack's record of it is set to what it is. */
    SYNC,
    /** That is not known before it is done. */
    DYNAMIC
  }

  /** Whether another takes its place. */
  public enum Replacement {
    /** Yes. */
    TRUE,
    /** No. */
    FALSE,
    /** That is not known before it is done. */
    CONDITIONAL
  }

  /**
   * A change as CloudFormation describes it. What this version does not know is taken for what is
   * worst.
   *
   * @param change of a described change set
   * @return the change
   */
  public static PlannedChange of(ResourceChange change) {
    Action action =
        switch (Objects.requireNonNullElse(change.actionAsString(), "")) {
          case "Add" -> Action.ADD;
          case "Modify" -> Action.MODIFY;
          case "Remove" -> Action.REMOVE;
          case "Import" -> Action.IMPORT;
          case "SyncWithActual" -> Action.SYNC;
          default -> Action.DYNAMIC;
        };
    Replacement replacement =
        switch (Objects.requireNonNullElse(change.replacementAsString(), "False")) {
          case "False" -> Replacement.FALSE;
          case "True" -> Replacement.TRUE;
          default -> Replacement.CONDITIONAL;
        };
    return new PlannedChange(
        change.logicalResourceId(),
        Objects.requireNonNullElse(change.physicalResourceId(), ""),
        Objects.requireNonNullElse(change.resourceType(), ""),
        action,
        replacement,
        change.details().stream()
            .map(ResourceChangeDetail::target)
            .filter(Objects::nonNull)
            .filter(target -> "Properties".equals(target.attributeAsString()))
            .map(target -> Objects.requireNonNullElse(target.name(), ""))
            .distinct()
            .sorted()
            .toList());
  }
}
