package dev.lastgood.functions.detect;

import dev.lastgood.functions.stack.StackStatus;
import java.time.Instant;

/**
 * A stack whose last operation went wrong, as CloudFormation describes it now.
 *
 * @param stackId the stack's ARN
 * @param stackName the stack's name
 * @param status what it has come to rest in
 * @param since when it came into that status, by CloudFormation's own event
 */
public record StackFailure(String stackId, String stackName, StackStatus status, Instant since) {
  private static final String WENT_TO = " went to ";

  /**
   * Whether a status says that an operation went wrong and has come to rest. An update that
   * CloudFormation has taken back by itself is one: whether the stack is well again is looked at.
   *
   * @param status a stack's status
   * @return false while an operation is under way, too: its end tells
   */
  public static boolean isFailure(StackStatus status) {
    return switch (status) {
      case CREATE_FAILED,
          ROLLBACK_COMPLETE,
          ROLLBACK_FAILED,
          DELETE_FAILED,
          UPDATE_FAILED,
          UPDATE_ROLLBACK_FAILED,
          UPDATE_ROLLBACK_COMPLETE,
          IMPORT_ROLLBACK_FAILED,
          IMPORT_ROLLBACK_COMPLETE ->
          true;
      case CREATE_IN_PROGRESS,
          CREATE_COMPLETE,
          ROLLBACK_IN_PROGRESS,
          DELETE_IN_PROGRESS,
          DELETE_COMPLETE,
          UPDATE_IN_PROGRESS,
          UPDATE_COMPLETE_CLEANUP_IN_PROGRESS,
          UPDATE_COMPLETE,
          UPDATE_ROLLBACK_IN_PROGRESS,
          UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS,
          REVIEW_IN_PROGRESS,
          IMPORT_IN_PROGRESS,
          IMPORT_COMPLETE,
          IMPORT_ROLLBACK_IN_PROGRESS ->
          false;
    };
  }

  /**
   * What happened.
   *
   * @return a clause, such as {@code Stack web went to UPDATE_ROLLBACK_FAILED}
   */
  public String says() {
    return "Stack " + stackName + WENT_TO + status;
  }

  /**
   * Whether CloudFormation may have done already what is needed: a glance tells.
   *
   * @param says what an incident keeps of the failure that began it
   * @return true where CloudFormation has taken an update back by itself
   */
  static boolean isTakenBack(String says) {
    return says.endsWith(WENT_TO + StackStatus.UPDATE_ROLLBACK_COMPLETE);
  }
}
