package dev.lastgood.simulator.rehearsal;

/** Told how far a campaign is. It may be told by several threads at once. */
@FunctionalInterface
public interface Progress {
  /**
   * More incidents are done.
   *
   * @param incidents how many are done by now
   */
  void done(int incidents);
}
