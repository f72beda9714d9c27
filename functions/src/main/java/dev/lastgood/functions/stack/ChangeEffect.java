package dev.lastgood.functions.stack;

/** What a change of a template does to what exists, from the least to the most. */
public enum ChangeEffect {
  /** Nothing: descriptions, metadata, policies for later. */
  NONE,
  /** Something is made. */
  ADDS,
  /** It is changed where it is, perhaps with an interruption. */
  UPDATES,
  /** It is changed, or replaced by another: that depends, or this version does not know. */
  MAY_REPLACE,
  /** It is replaced by another. */
  REPLACES,
  /** It leaves the stack. */
  REMOVES
}
