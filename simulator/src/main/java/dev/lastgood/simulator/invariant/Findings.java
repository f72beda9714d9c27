package dev.lastgood.simulator.invariant;

/** Takes note of what does not hold. */
@FunctionalInterface
interface Findings {
  /**
   * Something does not hold, now.
   *
   * @param invariant what should hold
   * @param detail how it is broken, in a sentence without its full stop
   */
  void found(Invariant invariant, String detail);
}
