package dev.lastgood.simulator.cloudformation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;

/** A resource of a stack as CloudFormation remembers it. */
final class LiveResource {
  private final String logicalId;
  private Made made;
  private ResourceStatus status;
  private String reason;
  private Instant changedAt;
  private boolean touched;
  private boolean failedInRollback;
  private StackResourceDriftStatus drift = StackResourceDriftStatus.NOT_CHECKED;
  private Optional<Instant> driftCheckedAt = Optional.empty();

  /**
   * What was made.
   *
   * @param definition how it was declared
   * @param physicalId its name or ARN; empty until it is there
   * @param properties as they were applied last
   * @param tags the stack's tags that it was given
   */
  record Made(
      TemplateResource definition,
      String physicalId,
      Map<String, Object> properties,
      Map<String, String> tags) {
    String type() {
      return definition.type();
    }

    boolean exists() {
      return !physicalId.isEmpty();
    }
  }

  LiveResource(Made made, ResourceStatus status, Instant now) {
    this.logicalId = made.definition().logicalId();
    this.made = made;
    this.status = status;
    this.reason = "";
    this.changedAt = now;
  }

  String logicalId() {
    return logicalId;
  }

  Made made() {
    return made;
  }

  void made(Made next) {
    made = next;
  }

  String type() {
    return made.type();
  }

  String physicalId() {
    return made.physicalId();
  }

  ResourceStatus status() {
    return status;
  }

  boolean statusIsDeleteFailed() {
    return status == ResourceStatus.DELETE_FAILED;
  }

  String reason() {
    return reason;
  }

  Instant changedAt() {
    return changedAt;
  }

  void status(ResourceStatus next, String why, Instant now) {
    status = next;
    reason = why;
    changedAt = now;
  }

  /** Whether an operation has begun to change it since the stack was last stable. */
  boolean touched() {
    return touched;
  }

  void touched(boolean next) {
    touched = next;
  }

  /** Whether it is UPDATE_FAILED because a rollback failed on it: only then can it be skipped. */
  boolean failedInRollback() {
    return failedInRollback;
  }

  void failedInRollback(boolean next) {
    failedInRollback = next;
  }

  /** Left as it is by a rollback, and said to be as it was when the stack was last stable. */
  void skip(Optional<LiveStack.Stable> stable, Instant now) {
    Optional<Made> before = stable.map(state -> state.resources().get(logicalId));
    before.ifPresent(
        there ->
            made = new Made(there.definition(), physicalId(), there.properties(), there.tags()));
    touched = false;
    failedInRollback = false;
    status(ResourceStatus.UPDATE_COMPLETE, "", now);
  }

  StackResourceDriftStatus drift() {
    return drift;
  }

  Optional<Instant> driftCheckedAt() {
    return driftCheckedAt;
  }

  void drift(StackResourceDriftStatus next, Instant now) {
    drift = next;
    driftCheckedAt = Optional.of(now);
  }
}
