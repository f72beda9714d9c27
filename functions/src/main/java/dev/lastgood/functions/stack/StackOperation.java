package dev.lastgood.functions.stack;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The operation that a stack is in, or that it was last in: from where it left rest to where it
 * came to rest again. A rollback that follows by itself belongs to it; continuing one that failed,
 * or going back from a failed update, is an operation of its own.
 *
 * @param stackName the stack
 * @param stackId its ARN
 * @param clientRequestToken of whoever acted on it last; absent where that gave none
 * @param status the status that it has led to so far
 * @param reason in CloudFormation's words
 * @param startedAt when it began
 * @param endedAt when it came to rest; absent while it runs
 * @param failures what it failed at, oldest first, without what was cancelled for it
 * @param rollbackFailures those of them that the rollback failed at, nested stacks' own included
 * @param lastStable the stable status that the stack was last in before; empty where its events,
 *     which CloudFormation keeps for 90 days, tell of none
 */
public record StackOperation(
    String stackName,
    String stackId,
    Optional<String> clientRequestToken,
    StackStatus status,
    Optional<String> reason,
    Instant startedAt,
    Optional<Instant> endedAt,
    List<FailedResource> failures,
    List<FailedResource> rollbackFailures,
    Optional<StackStatus> lastStable) {
  /** How our tokens begin. */
  public static final String TOKEN_PREFIX = "lastgood-";

  /** Copies its lists. */
  public StackOperation {
    failures = List.copyOf(failures);
    rollbackFailures = List.copyOf(rollbackFailures);
  }

  /**
   * Whether Lastgood acted on it last.
   *
   * @return true where its token is one of ours
   */
  public boolean isOurs() {
    return clientRequestToken.filter(token -> token.startsWith(TOKEN_PREFIX)).isPresent();
  }

  /**
   * Whether a call of an incident began or last changed it.
   *
   * @param incidentId the incident
   * @return true where its token is one of that incident's
   */
  public boolean isOf(String incidentId) {
    return clientRequestToken
        .filter(token -> token.startsWith(TOKEN_PREFIX + incidentId + "-"))
        .isPresent();
  }

  /**
   * Who is at work.
   *
   * @return nobody once it has come to rest
   */
  public StackCircumstances.AtWork atWork() {
    if (endedAt.isPresent()) {
      return StackCircumstances.AtWork.NOBODY;
    }
    return isOurs() ? StackCircumstances.AtWork.LASTGOOD : StackCircumstances.AtWork.OTHERS;
  }

  /**
   * Whether the stack is what it should be, and only what it does not need any more could not be
   * removed: CloudFormation calls that complete.
   *
   * @return true where deletions failed and nothing else did
   */
  public boolean isCleanupOnlyFailure() {
    return status.isStable()
        && !failures.isEmpty()
        && failures.getLast().status().equals("DELETE_FAILED")
        && reason.filter(words -> words.contains("could not be deleted")).isPresent();
  }
}
