package dev.lastgood.functions.stack;

/** What came of reading a stack's status alone. */
public sealed interface StackStatusReading {
  /**
   * It was read.
   *
   * @param stack what is known of it
   */
  record Known(StackOverview stack) implements StackStatusReading {}

  /**
   * It cannot be told.
   *
   * @param because why, in a sentence
   */
  record Unreadable(String because) implements StackStatusReading {}
}
