/**
 * A whole simulated account: the services, Lastgood deployed in them, and a team's application.
 *
 * <p>Begin with {@link dev.lastgood.simulator.world.SimulatedWorld}; how Lastgood's parts are wired
 * together stands in {@link dev.lastgood.simulator.world.Wiring} alone.
 */
package dev.lastgood.simulator.world;
