package dev.lastgood.simulator.autoscaling;

/**
 * What an instance refresh does with a fleet whose healthy share is below its minimum already. AWS
 * does not say, so both can be rehearsed.
 */
public enum UnhealthyFleet {
  /** It launches replacements all the same. */
  PROCEEDS,
  /** It waits until the share is met, at most for the hour after which it fails. */
  BLOCKS
}
