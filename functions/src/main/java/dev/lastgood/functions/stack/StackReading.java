package dev.lastgood.functions.stack;

/** What came of reading a stack. */
public sealed interface StackReading {
  /**
   * It was read.
   *
   * @param stack the capture
   */
  record Captured(StackCapture stack) implements StackReading {}

  /**
   * It cannot be captured.
   *
   * @param because what is missing, in a sentence
   */
  record Unreadable(String because) implements StackReading {}
}
