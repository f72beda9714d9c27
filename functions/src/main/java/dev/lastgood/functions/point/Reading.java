package dev.lastgood.functions.point;

/** What came of reading a target. */
public sealed interface Reading {
  /**
   * It was read.
   *
   * @param body the capture
   * @param userData the secrets that the body holds the hashes of
   */
  record Captured(GroupBody body, UserData userData) implements Reading {}

  /**
   * It cannot be captured.
   *
   * @param because what is missing, in a sentence
   */
  record Unreadable(String because) implements Reading {}
}
