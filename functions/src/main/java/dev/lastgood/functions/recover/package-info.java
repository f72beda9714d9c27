/**
 * The actions: each is started, observed, and never leaves anything behind that is not in the
 * ledger as an obligation.
 *
 * <p>Begin with {@link dev.lastgood.functions.recover.ActHandler}, which takes one step of one
 * action. Every change goes through {@link dev.lastgood.functions.recover.Mutations}.
 */
package dev.lastgood.functions.recover;
