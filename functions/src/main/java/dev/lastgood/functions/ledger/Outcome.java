package dev.lastgood.functions.ledger;

/** How an incident ends: exactly one of these. */
public enum Outcome {
  /** The target is back, and verified. */
  RECOVERED,
  /** The alarms cleared before anything was changed. */
  NOT_NEEDED,
  /** The target's mode, or a person, said that nothing be changed. */
  DECLINED,
  /** What was changed did not help and has been undone. */
  UNDONE,
  /** A person must act, and has been told. */
  ESCALATED,
  /** It was stopped by a person. */
  CANCELLED
}
