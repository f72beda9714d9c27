package dev.lastgood.asl;

import java.time.Duration;
import java.time.Instant;

/**
 * The only clock and the only source of later work, provided by the host: virtual time in a
 * simulation, a single thread on real time otherwise.
 *
 * <p>Tasks run one at a time, in the order of their due times, ties in the order of their
 * submission. Everything in this package is called from such a task, or while none runs.
 */
public interface Scheduler {

  /** The present. */
  Instant now();

  /**
   * Runs a task once, later.
   *
   * @param delay at least zero; zero means after the tasks already due now
   * @return takes the task back; a task that has begun cannot be taken back
   */
  Cancellable after(Duration delay, Runnable task);
}
