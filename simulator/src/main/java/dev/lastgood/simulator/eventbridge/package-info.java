/**
 * EventBridge: the default event bus, its rules and event patterns, and delivery to targets.
 *
 * <p>Begin with {@link dev.lastgood.simulator.eventbridge.SimulatedEventBridge}; the pattern
 * language is in {@link dev.lastgood.simulator.eventbridge.EventPattern}.
 */
package dev.lastgood.simulator.eventbridge;
