package dev.lastgood.cli;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The one place of this module that reads a real clock: for progress and a campaign's rate, for
 * when a person did something, and for what AWS takes its time for.
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

  /** Waits; a person who ends the tool meanwhile ends the wait. */
  static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The wait was ended.", ended);
    }
  }
}
