package dev.lastgood.functions.stack;

import dev.lastgood.functions.handler.MalformedEventException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The status of a stack: all that there are, by "Stack status codes" in the AWS CloudFormation User
 * Guide.
 */
public enum StackStatus {
  /** It is being made. */
  CREATE_IN_PROGRESS(Phase.IN_PROGRESS),
  /** Making it failed, and what was made was kept. */
  CREATE_FAILED(Phase.FAILED),
  /** It was made. */
  CREATE_COMPLETE(Phase.STABLE),
  /** Making it failed, and what was made is being removed. */
  ROLLBACK_IN_PROGRESS(Phase.IN_PROGRESS),
  /** Making it failed, and so did removing what was made. */
  ROLLBACK_FAILED(Phase.FAILED),
  /** Making it failed, and what was made is gone: an empty stack that takes no update. */
  ROLLBACK_COMPLETE(Phase.DEAD),
  /** It is being deleted. */
  DELETE_IN_PROGRESS(Phase.IN_PROGRESS),
  /** Deleting it failed. */
  DELETE_FAILED(Phase.FAILED),
  /** It was deleted. */
  DELETE_COMPLETE(Phase.DEAD),
  /** It is being changed. */
  UPDATE_IN_PROGRESS(Phase.IN_PROGRESS),
  /** It was changed, and what the change replaced is being removed. */
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS(Phase.IN_PROGRESS),
  /** It was changed. */
  UPDATE_COMPLETE(Phase.STABLE),
  /** Changing it failed, and what was changed was kept. */
  UPDATE_FAILED(Phase.FAILED),
  /** A change is being taken back. */
  UPDATE_ROLLBACK_IN_PROGRESS(Phase.IN_PROGRESS),
  /** Taking a change back failed. */
  UPDATE_ROLLBACK_FAILED(Phase.FAILED),
  /** A change was taken back, and what it had made is being removed. */
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS(Phase.IN_PROGRESS),
  /** A change was taken back. */
  UPDATE_ROLLBACK_COMPLETE(Phase.STABLE),
  /** A change set that would make it awaits its execution: it holds nothing yet. */
  REVIEW_IN_PROGRESS(Phase.SHELL),
  /** Resources are being imported. */
  IMPORT_IN_PROGRESS(Phase.IN_PROGRESS),
  /** Resources were imported. */
  IMPORT_COMPLETE(Phase.STABLE),
  /** An import is being taken back. */
  IMPORT_ROLLBACK_IN_PROGRESS(Phase.IN_PROGRESS),
  /** Taking an import back failed. */
  IMPORT_ROLLBACK_FAILED(Phase.FAILED),
  /** An import was taken back. */
  IMPORT_ROLLBACK_COMPLETE(Phase.STABLE);

  private enum Phase {
    IN_PROGRESS,
    STABLE,
    FAILED,
    DEAD,
    SHELL
  }

  private final Phase phase;

  StackStatus(Phase phase) {
    this.phase = phase;
  }

  /**
   * A status by its name in the API.
   *
   * @param name such as {@code UPDATE_COMPLETE}
   * @return the status
   * @throws MalformedEventException where there is none of that name
   */
  public static StackStatus of(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new MalformedEventException(
                    "This version does not know the stack status " + name + "."));
  }

  /**
   * A status by its name in the API.
   *
   * @param name such as {@code UPDATE_COMPLETE}
   * @return empty where this version knows none of that name
   */
  public static Optional<StackStatus> find(String name) {
    return Arrays.stream(values()).filter(status -> status.name().equals(name)).findFirst();
  }

  /**
   * Whether it can be gone back to: by "RollbackStack" in the AWS CloudFormation API Reference, a
   * last known stable state is one of these.
   *
   * @return true where an update would be accepted and nothing is left undone
   */
  public boolean isStable() {
    return phase == Phase.STABLE;
  }

  /**
   * Whether CloudFormation is at work, so that the status will change by itself.
   *
   * @return false in REVIEW_IN_PROGRESS too, where nobody is at work
   */
  public boolean isInProgress() {
    return phase == Phase.IN_PROGRESS;
  }

  /**
   * Whether an operation ended badly and left something undone.
   *
   * @return true where the name ends in FAILED
   */
  public boolean isFailed() {
    return phase == Phase.FAILED;
  }

  /**
   * Whether CloudFormation is taking something back, or has done so or tried to.
   *
   * @return true where the name speaks of a rollback
   */
  public boolean isRollback() {
    return name().contains("ROLLBACK");
  }

  /**
   * Whether there is a stack that holds resources, or may.
   *
   * @return false where it was deleted, never made, or emptied by a rollback
   */
  public boolean holdsResources() {
    return phase != Phase.DEAD && phase != Phase.SHELL;
  }
}
