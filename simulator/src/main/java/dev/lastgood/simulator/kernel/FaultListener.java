package dev.lastgood.simulator.kernel;

/** Told of every fault that strikes, when it does. */
@FunctionalInterface
public interface FaultListener {
  /**
   * A fault strikes.
   *
   * @param fault which
   * @param where what it strikes, for people: a function and its call, an event, an instance
   */
  void struck(Fault fault, String where);
}
