/**
 * Metric alarms of the simulated Amazon CloudWatch, evaluated only where their state could change.
 *
 * <p>Begin with {@link dev.lastgood.simulator.cloudwatch.SimulatedCloudWatch}.
 */
package dev.lastgood.simulator.cloudwatch;
