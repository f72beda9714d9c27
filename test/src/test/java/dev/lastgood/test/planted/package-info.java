/**
 * Mistakes that a programmer could have made, each to be switched on by its name, and the proof
 * that the invariants catch each of them.
 *
 * <p>Begin with {@link dev.lastgood.test.planted.PlantedDefect}; {@link
 * dev.lastgood.test.planted.Measure} counts how many incidents of a campaign each needs.
 */
package dev.lastgood.test.planted;
