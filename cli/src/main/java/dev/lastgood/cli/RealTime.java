package dev.lastgood.cli;

/** The one place of this module that reads a real clock: for a campaign's progress and its rate. */
final class RealTime {
  private RealTime() {}

  /** A steady clock in nanoseconds, of which only differences mean something. */
  static long nanoseconds() {
    return System.nanoTime();
  }
}
