/**
 * A whole simulated account: the services, Lastgood deployed in them, and a team's application.
 *
 * <p>Begin with {@link dev.lastgood.simulator.world.SimulatedWorld}; how Lastgood's parts are wired
 * together is read from the synthesised template: {@code dev.lastgood.simulator.installation}.
 */
package dev.lastgood.simulator.world;
