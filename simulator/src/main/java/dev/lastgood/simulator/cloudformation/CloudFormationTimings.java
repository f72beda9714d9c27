package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.kernel.Timing;

/**
 * How long CloudFormation takes. None of these is published; they are guesses.
 *
 * @param quick an operation on resources that are neither of the next two
 * @param group one that creates or changes an Auto Scaling group
 * @param database one that creates, changes or replaces a database instance
 * @param rollbackFactorMin the shortest rollback, as a share of the way forward
 * @param rollbackFactorMax the longest
 * @param expressFactor an operation in express mode, as a share of a standard one
 * @param cleanup the deletion of what is left over
 * @param changeSet the creation of a change set
 * @param driftDetection a look at a whole stack
 */
public record CloudFormationTimings(
    Timing quick,
    Timing group,
    Timing database,
    double rollbackFactorMin,
    double rollbackFactorMax,
    double expressFactor,
    Timing cleanup,
    Timing changeSet,
    Timing driftDetection) {
  /** The usual values. */
  public static final CloudFormationTimings USUAL =
      new CloudFormationTimings(
          new Timing(45, 180),
          new Timing(300, 1200),
          new Timing(600, 3600),
          0.7,
          1.3,
          0.25,
          new Timing(5, 20),
          new Timing(8, 30),
          new Timing(90, 300));
}
