package dev.lastgood.cli;

import java.time.InstantSource;

/**
 * The one place of this module that reads a real clock: for a campaign's progress and its rate, and
 * for when a person did something.
 */
final class RealTime {
  private RealTime() {}

  /** A steady clock in nanoseconds, of which only differences mean something. */
  static long nanoseconds() {
    return System.nanoTime();
  }

  /** The clock on the wall. */
  static InstantSource clock() {
    return InstantSource.system();
  }
}
