/**
 * Groups, their instances, and instance refreshes of the simulated Amazon EC2 Auto Scaling.
 *
 * <p>Begin with {@link dev.lastgood.simulator.autoscaling.SimulatedAutoScaling}; {@code
 * ControlLoop} keeps a group at its size, {@code Launches} launches what {@code LaunchOptions} says
 * that a group's {@code LaunchSource} may, {@code InstanceLifecycle} leads one instance through its
 * life, {@code RefreshRunner} replaces instances.
 */
package dev.lastgood.simulator.autoscaling;
