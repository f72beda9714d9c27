package dev.lastgood.functions.stack;

/** What a target's recovery does where somebody else is changing its stack. */
public enum OperationPolicy {
  /** It waits until they are done, and looks again. */
  WAIT,
  /** It cancels their update where CloudFormation can, and goes before what is not begun yet. */
  CANCEL,
  /** It changes nothing, and tells a person. */
  TELL
}
