package dev.lastgood.functions.config;

/** What a recovery does where somebody else's operation on the stack is under way. */
public enum OperationPolicy {
  /** It waits for the operation's end, as long as the deadline allows, and decides then. */
  WAIT,
  /** It cancels an update, which CloudFormation then takes back. */
  CANCEL,
  /** It tells a person and touches nothing. */
  TELL
}
