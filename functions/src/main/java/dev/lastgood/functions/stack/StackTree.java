package dev.lastgood.functions.stack;

import java.util.List;

/** A stack and all that are nested in it. */
public sealed interface StackTree {
  /**
   * They were read.
   *
   * @param stacks the outermost first, each before those that are nested in it
   * @param unreadable why some that are nested could not be read, a sentence each
   */
  record Known(List<StackOverview> stacks, List<String> unreadable) implements StackTree {
    /** Copies its lists. */
    public Known {
      stacks = List.copyOf(stacks);
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * The outermost one cannot be read.
   *
   * @param because why, in a sentence
   */
  record Unreadable(String because) implements StackTree {}
}
