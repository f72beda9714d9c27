/**
 * How the team's application behaves on an instance, by what the instance was launched from.
 *
 * <p>Begin with {@link dev.lastgood.simulator.application.Applications}.
 */
package dev.lastgood.simulator.application;
