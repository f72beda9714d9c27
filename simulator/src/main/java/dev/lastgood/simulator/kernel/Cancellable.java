package dev.lastgood.simulator.kernel;

/**
 * Something scheduled that can still be called off; calling it off twice, or too late, is harmless.
 */
@FunctionalInterface
public interface Cancellable {
  /** Calls it off. */
  void cancel();
}
