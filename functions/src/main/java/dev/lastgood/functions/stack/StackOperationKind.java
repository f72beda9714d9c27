package dev.lastgood.functions.stack;

/**
 * What can be asked of a stack to bring it back. That a stack could be deleted too is left out on
 * purpose: Lastgood never does.
 */
public enum StackOperationKind {
  /** "CancelUpdateStack": ends a running update and rolls it back. */
  CANCEL_UPDATE_STACK,
  /** "ContinueUpdateRollback": goes on with a rollback that failed. */
  CONTINUE_UPDATE_ROLLBACK,
  /** "RollbackStack": goes to the last stable state; deletes the stack where it has none. */
  ROLLBACK_STACK,
  /** "CreateChangeSet" and "ExecuteChangeSet", or "UpdateStack": another template or parameters. */
  UPDATE
}
