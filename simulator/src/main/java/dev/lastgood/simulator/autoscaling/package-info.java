/**
 * Groups, their instances, and instance refreshes of the simulated Amazon EC2 Auto Scaling.
 *
 * <p>Begin with {@link dev.lastgood.simulator.autoscaling.SimulatedAutoScaling}; {@code
 * ControlLoop} keeps a group at its size, {@code InstanceLifecycle} leads one instance through its
 * life, {@code RefreshRunner} replaces instances.
 */
package dev.lastgood.simulator.autoscaling;
