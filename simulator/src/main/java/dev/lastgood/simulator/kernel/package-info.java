/**
 * Virtual time, strands that run one at a time, seeded chance, and the one door through which every
 * SDK call of a simulated handler passes.
 *
 * <p>Begin with {@link dev.lastgood.simulator.kernel.VirtualTime}, then {@link
 * dev.lastgood.simulator.kernel.Calls}.
 */
package dev.lastgood.simulator.kernel;
