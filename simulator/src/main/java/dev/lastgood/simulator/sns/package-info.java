/**
 * Amazon SNS in memory: standard topics, their subscriptions, and what was delivered to whom.
 *
 * <p>Begin with {@link dev.lastgood.simulator.sns.SimulatedSns}.
 */
package dev.lastgood.simulator.sns;
