/**
 * Holds every call and every delivery of a world against the policies of its template, and notes
 * what was refused and which permissions were used.
 *
 * <p>Begin with {@link dev.lastgood.simulator.access.AccessRules}; what AWS would decide is decided
 * in {@code dev.lastgood.simulator.iam}.
 */
package dev.lastgood.simulator.access;
