package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.kernel.Timing;

/**
 * How long Auto Scaling and what it launches take. None of these is published; they come from field
 * reports and guesses.
 *
 * @param controlLoop from a change of a group to the action that follows
 * @param runInstances one launch call of Auto Scaling's own
 * @param operatingSystemUp from {@code running} to the operating system being up
 * @param refreshStart from StartInstanceRefresh to its first action
 * @param refreshStep from an instance becoming ready or gone to the refresh's next action
 */
public record AutoScalingTimings(
    Timing controlLoop,
    Timing runInstances,
    Timing operatingSystemUp,
    Timing refreshStart,
    Timing refreshStep) {
  /** The usual values, for Linux. */
  public static final AutoScalingTimings USUAL =
      new AutoScalingTimings(
          new Timing(10, 60),
          new Timing(1.5, 6),
          new Timing(12, 60),
          new Timing(30, 90),
          new Timing(3, 10));
}
