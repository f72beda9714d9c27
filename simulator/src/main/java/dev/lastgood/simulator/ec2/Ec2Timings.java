package dev.lastgood.simulator.ec2;

import dev.lastgood.simulator.kernel.Timing;

/**
 * How long EC2 takes.
 *
 * @param pendingToRunning from the answer to RunInstances to {@code running}
 * @param shuttingDownToTerminated from the order to terminate to {@code terminated}
 */
public record Ec2Timings(Timing pendingToRunning, Timing shuttingDownToTerminated) {
  /**
   * Field reports put an instance's start at 5 to 17 s, whatever its family; the end is a guess.
   */
  public static final Ec2Timings USUAL = new Ec2Timings(new Timing(12, 45), new Timing(20, 60));
}
