/**
 * AWS Key Management Service in memory: HMAC keys that make and check codes.
 *
 * <p>Begin with {@link dev.lastgood.simulator.kms.SimulatedKms}.
 */
package dev.lastgood.simulator.kms;
