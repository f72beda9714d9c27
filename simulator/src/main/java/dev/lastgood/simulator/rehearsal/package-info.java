/**
 * Rehearsals: runs of the real handlers and definitions on the simulated AWS, told as results.
 *
 * <p>Begin with {@link dev.lastgood.simulator.rehearsal.Rehearsals}. Every figure is simulated, and
 * depends on nothing but the configuration, the scenario, the seed and the fault settings.
 */
package dev.lastgood.simulator.rehearsal;
