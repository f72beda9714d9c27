package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Instant;

/**
 * What happens in a rehearsal besides its scenario: a person who answers, an event that is lost, an
 * execution that somebody stops.
 */
@FunctionalInterface
public interface Twist {
  /** Nothing happens besides. */
  Twist NONE = (world, begin) -> {};

  /**
   * Prepares it, after Lastgood is deployed and before any time has passed.
   *
   * @param world the world, in which observers can be added and things to come be scheduled
   * @param begin when the scenario begins to go wrong
   */
  void prepare(SimulatedWorld world, Instant begin);

  /**
   * Whether all of it has happened. A rehearsal does not end before.
   *
   * @return true where nothing is to come
   */
  default boolean isOver() {
    return true;
  }
}
