package dev.lastgood.functions.point;

/** What came of checking a point's seal. */
public sealed interface SealCheck {
  /**
   * The seal holds.
   *
   * @param body the body under it
   */
  record Sound(PointBody body) implements SealCheck {}

  /**
   * The body is not what was sealed, or cannot be understood: it must never be restored.
   *
   * @param because what does not agree
   */
  record Broken(String because) implements SealCheck {}

  /**
   * The seal could not be checked: nothing is known against the body, and nothing for it.
   *
   * @param because what stands in the way
   */
  record Unchecked(String because) implements SealCheck {}
}
