package dev.lastgood.simulator.cloudformation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** A change set of a stack: what an operation would do, found out beforehand. */
final class ChangeSet {
  private final Order order;
  private final LiveStack stack;
  private final Deployment target;
  private final Instant createdAt;
  private ChangeSetStatus status = ChangeSetStatus.CREATE_PENDING;
  private String statusReason = "";
  private ExecutionStatus execution = ExecutionStatus.UNAVAILABLE;
  private Optional<String> executedBy = Optional.empty();
  private List<Change> changes = List.of();
  private List<Change> changesWithValues = List.of();

  /**
   * What was ordered.
   *
   * @param id its ARN
   * @param name its name
   * @param type whether it makes the stack
   * @param clientToken tells a repeated order
   * @param description what the caller says of it
   * @param onStackFailure what becomes of the stack where it fails; empty where that is left open
   * @param nested whether nested stacks get theirs
   * @param revertsDrift whether it looks at what is really there
   * @param parentId the change set of the parent, where it was made for that
   * @param rootId the one at the top
   */
  record Order(
      String id,
      String name,
      ChangeSetType type,
      Optional<String> clientToken,
      Optional<String> description,
      Optional<OnStackFailure> onStackFailure,
      boolean nested,
      boolean revertsDrift,
      Optional<String> parentId,
      Optional<String> rootId) {}

  ChangeSet(Order order, LiveStack stack, Deployment target, Instant now) {
    this.order = order;
    this.stack = stack;
    this.target = target;
    this.createdAt = now;
  }

  Order order() {
    return order;
  }

  LiveStack stack() {
    return stack;
  }

  Deployment target() {
    return target;
  }

  Instant createdAt() {
    return createdAt;
  }

  ChangeSetStatus status() {
    return status;
  }

  String statusReason() {
    return statusReason;
  }

  void status(ChangeSetStatus next, String reason) {
    status = next;
    statusReason = reason;
  }

  /** How far its execution is, which the stack knows. */
  ExecutionStatus execution() {
    if (executedBy.isEmpty()) {
      return execution;
    }
    if (stack.run().map(StackRun::operationId).equals(executedBy)) {
      return ExecutionStatus.EXECUTE_IN_PROGRESS;
    }
    return stack.status() == StackStatus.CREATE_COMPLETE
            || stack.status() == StackStatus.UPDATE_COMPLETE
        ? ExecutionStatus.EXECUTE_COMPLETE
        : ExecutionStatus.EXECUTE_FAILED;
  }

  void execution(ExecutionStatus next) {
    execution = next;
  }

  void executedBy(String operationId) {
    executedBy = Optional.of(operationId);
  }

  List<Change> changes(boolean withValues) {
    return withValues ? changesWithValues : changes;
  }

  void found(List<Change> without, List<Change> with) {
    changes = List.copyOf(without);
    changesWithValues = List.copyOf(with);
  }
}
