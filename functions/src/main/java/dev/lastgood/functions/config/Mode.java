package dev.lastgood.functions.config;

/** What Lastgood may do to a target. */
public enum Mode {
  /** Decides and tells, and changes nothing. */
  OBSERVE,
  /** Changes what people have approved. */
  APPROVE,
  /** Changes what the plan's gates allow. */
  AUTOMATIC
}
