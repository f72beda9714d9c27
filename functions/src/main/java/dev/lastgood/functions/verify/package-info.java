/**
 * Whether a recovery is needed still, and whether it holds.
 *
 * <p>Begin with {@link dev.lastgood.functions.verify.Verifier}, which judges and has no effects.
 */
package dev.lastgood.functions.verify;
