/**
 * What may be done right now: the target's mode and the global stop, which a person can change at
 * any time.
 *
 * <p>Begin with {@link dev.lastgood.functions.policy.Controls}.
 */
package dev.lastgood.functions.policy;
