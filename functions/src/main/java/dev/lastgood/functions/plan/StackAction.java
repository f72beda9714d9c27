package dev.lastgood.functions.plan;

import dev.lastgood.functions.stack.RollbackRepair;
import java.util.List;

/** One change to one stack. Each ends when no operation of the stack is under way any more. */
public sealed interface StackAction extends Action {
  @Override
  default boolean replacesInstances() {
    return false;
  }

  /**
   * Waits for the end of an operation that somebody else began; it changes nothing.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   */
  record AwaitOperation(String says, int forecastSeconds) implements StackAction {}

  /**
   * Has CloudFormation take back the update that is under way; see "CancelUpdateStack" in the AWS
   * CloudFormation API Reference.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   */
  record CancelUpdate(String says, int forecastSeconds) implements StackAction {}

  /**
   * Has CloudFormation go on with a rollback that failed; see "ContinueUpdateRollback" in the AWS
   * CloudFormation API Reference.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   * @param repairs what is done first, so that it can succeed
   * @param resourcesToSkip resources that it is told to leave as they are, as people have approved
   */
  record ContinueRollback(
      String says, int forecastSeconds, List<RollbackRepair> repairs, List<String> resourcesToSkip)
      implements StackAction {
    /** Copies its lists. */
    public ContinueRollback {
      repairs = List.copyOf(repairs);
      resourcesToSkip = List.copyOf(resourcesToSkip);
    }
  }

  /**
   * Has CloudFormation go back to the stack's last stable state; see "RollbackStack" in the AWS
   * CloudFormation API Reference. Never where there is none: that would delete the stack.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   */
  record RollBackStack(String says, int forecastSeconds) implements StackAction {}

  /** Carries out a change set, after a look at what it would change. */
  sealed interface Update extends StackAction {}

  /**
   * Updates the stack to the template and the parameters of the point.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   */
  record ChangeBack(String says, int forecastSeconds) implements Update {}

  /**
   * Brings resources that were changed beside the stack back to what its template says.
   *
   * @param says what it does
   * @param forecastSeconds see {@link Action#forecastSeconds}
   */
  record RevertDrift(String says, int forecastSeconds) implements Update {}
}
