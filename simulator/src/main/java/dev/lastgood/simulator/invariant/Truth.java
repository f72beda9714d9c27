package dev.lastgood.simulator.invariant;

import java.time.Instant;

/** What the world knows to be true of one target, whatever the orchestrator believes. */
public interface Truth {
  /**
   * The target in the configuration.
   *
   * @return its id
   */
  String targetId();

  /**
   * What the target is.
   *
   * @return the name of the group or of the stack
   */
  String resourceName();

  /**
   * The capacity that the target had when all was well.
   *
   * @return instances; 0 for a stack
   */
  int goodCapacity();

  /**
   * How many instances are in service, healthy as AWS sees it, and really run and answer.
   *
   * @return instances; 0 for a stack
   */
  int healthy();

  /**
   * Whether the target is as it was when all was well: what runs, how much of it, and how it is
   * set.
   *
   * @return true where nothing that matters differs
   */
  boolean isRestored();

  /**
   * Whether its target asks for snapshots of what would be lost.
   *
   * @return false for a group
   */
  default boolean protectsData() {
    return false;
  }

  /**
   * Whether every alarm of the target has been OK for its stability window.
   *
   * @param now the present
   * @return false where one is not, or not for long enough
   */
  boolean isQuiet(Instant now);
}
