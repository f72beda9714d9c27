package dev.lastgood.simulator.application;

import dev.lastgood.simulator.kernel.Timing;

/**
 * What one version of the team's application does on the instances that run it.
 *
 * @param boot from the operating system being up to the application answering
 * @param passesHealthChecks whether it answers the load balancer's health checks once it is up
 * @param errorShare the share, 0 to 1, of its requests that fail while it is in service
 * @param neverBootsShare the share, 0 to 1, of instances on which it never comes up at all
 */
public record ApplicationBehaviour(
    Timing boot, boolean passesHealthChecks, double errorShare, double neverBootsShare) {
  /** An application start of 30 s at the median and 180 s at the 99th percentile: a guess. */
  public static final Timing USUAL_BOOT = new Timing(30, 180);

  /** Boots as usual and answers everything. */
  public static final ApplicationBehaviour GOOD = new ApplicationBehaviour(USUAL_BOOT, true, 0, 0);

  /** Boots as usual, looks healthy, and fails half of its requests. */
  public static final ApplicationBehaviour FAILS_REQUESTS = GOOD.withErrorShare(0.5);

  /** Boots as usual and never passes a health check. */
  public static final ApplicationBehaviour FAILS_HEALTH_CHECKS =
      new ApplicationBehaviour(USUAL_BOOT, false, 1, 0);

  /**
   * Checks the shares.
   *
   * @throws IllegalArgumentException where a share is not between 0 and 1
   */
  public ApplicationBehaviour {
    if (!(errorShare >= 0 && errorShare <= 1 && neverBootsShare >= 0 && neverBootsShare <= 1)) {
      throw new IllegalArgumentException("A share lies between 0 and 1.");
    }
  }

  /**
   * The same application with other errors.
   *
   * @param share the share of requests that fail
   * @return the changed behaviour
   */
  public ApplicationBehaviour withErrorShare(double share) {
    return new ApplicationBehaviour(boot, passesHealthChecks, share, neverBootsShare);
  }

  /**
   * The same application with another time to boot.
   *
   * @param timing from the operating system being up to the application answering
   * @return the changed behaviour
   */
  public ApplicationBehaviour withBoot(Timing timing) {
    return new ApplicationBehaviour(timing, passesHealthChecks, errorShare, neverBootsShare);
  }

  /**
   * The same application on a machine that sometimes never comes up.
   *
   * @param share the share of instances that never boot
   * @return the changed behaviour
   */
  public ApplicationBehaviour withNeverBootsShare(double share) {
    return new ApplicationBehaviour(boot, passesHealthChecks, errorShare, share);
  }
}
