package dev.lastgood.simulator.cloudformation;

import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;

/**
 * How an operation goes about it.
 *
 * @param onFailure what becomes of the stack where it fails
 * @param revertsDrift whether what is really there is looked at
 * @param retainsExceptOnCreate whether a rollback deletes also what is to be retained
 * @param policyDuringUpdate a stack policy for this operation alone
 */
record UpdateOptions(
    OnFailure onFailure,
    boolean revertsDrift,
    boolean retainsExceptOnCreate,
    Optional<String> policyDuringUpdate) {
  static UpdateOptions of(boolean disableRollback, boolean retainsExceptOnCreate) {
    return new UpdateOptions(
        disableRollback ? OnFailure.DO_NOTHING : OnFailure.ROLLBACK,
        false,
        retainsExceptOnCreate,
        Optional.empty());
  }

  /** A nested stack keeps what it has done where its parent does. */
  static UpdateOptions ofParent(LiveStack parent) {
    return of(parent.disableRollback(), false);
  }

  boolean disablesRollback() {
    return onFailure == OnFailure.DO_NOTHING;
  }
}
