/**
 * The end of an incident, and the sweep that looks at state every minute, whatever events came or
 * did not come.
 *
 * <p>Begin with {@link dev.lastgood.functions.sweep.Closer}, which gives an incident its one
 * outcome, and {@link dev.lastgood.functions.sweep.SweepHandler}.
 */
package dev.lastgood.functions.sweep;
