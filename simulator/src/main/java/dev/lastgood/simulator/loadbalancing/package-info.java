/**
 * Target groups, health checks and deregistration of the simulated Elastic Load Balancing.
 *
 * <p>Begin with {@link dev.lastgood.simulator.loadbalancing.SimulatedLoadBalancing}.
 */
package dev.lastgood.simulator.loadbalancing;
