package dev.lastgood.simulator.kernel;

/**
 * How a strand finished.
 *
 * @param <T> what its body returns
 */
public sealed interface StrandResult<T> {
  /**
   * The body returned.
   *
   * @param value what it returned
   * @param <T> its type
   */
  record Returned<T>(T value) implements StrandResult<T> {}

  /**
   * The body threw.
   *
   * @param thrown what it threw
   * @param <T> what it would have returned
   */
  record Threw<T>(Throwable thrown) implements StrandResult<T> {}

  /**
   * The strand was ended from outside before its body was done.
   *
   * @param why the reason given
   * @param <T> what it would have returned
   */
  record Ended<T>(String why) implements StrandResult<T> {}
}
