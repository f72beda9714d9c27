/**
 * What must always hold, checked from what the simulated AWS shows while a run goes on, and as a
 * whole at its end.
 *
 * <p>Begin with {@link dev.lastgood.simulator.invariant.Invariants}.
 */
package dev.lastgood.simulator.invariant;
