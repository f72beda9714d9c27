package dev.lastgood.functions.point;

/** What came of reading a target. */
public sealed interface Reading {
  /**
   * It was read whole.
   *
   * @param body the capture
   */
  record Captured(PointBody body) implements Reading {}

  /**
   * It cannot be captured.
   *
   * @param because what is missing, in a sentence
   */
  record Unreadable(String because) implements Reading {}
}
