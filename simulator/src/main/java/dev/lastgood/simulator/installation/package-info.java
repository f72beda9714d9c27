/**
 * Lastgood as the synthesised template deploys it: read once, deployed in any number of worlds.
 *
 * <p>Begin with {@link dev.lastgood.simulator.installation.Installation}.
 */
package dev.lastgood.simulator.installation;
