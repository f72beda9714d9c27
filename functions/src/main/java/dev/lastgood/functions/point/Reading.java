package dev.lastgood.functions.point;

import dev.lastgood.functions.stack.StackTemplate;

/** What came of reading a target. */
public sealed interface Reading {
  /** It was read. */
  sealed interface Captured extends Reading {
    /**
     * The capture.
     *
     * @return the body of a point of it
     */
    PointBody body();
  }

  /** What came of reading a target that is an Auto Scaling group. */
  sealed interface OfGroup extends Reading {}

  /** What came of reading a target that is a stack. */
  sealed interface OfStack extends Reading {}

  /**
   * A group was read.
   *
   * @param body the capture
   * @param userData the secrets that the body holds the hashes of
   */
  record Group(GroupBody body, UserData userData) implements Captured, OfGroup {}

  /**
   * A stack was read.
   *
   * @param body the capture
   * @param template the template that the body holds the hashes of
   */
  record Stack(StackBody body, StackTemplate template) implements Captured, OfStack {}

  /**
   * It cannot be captured.
   *
   * @param because what is missing, in a sentence
   */
  record Unreadable(String because) implements OfGroup, OfStack {}
}
