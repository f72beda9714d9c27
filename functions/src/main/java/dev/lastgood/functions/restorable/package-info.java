/**
 * Whether a point could be restored now: what it needs of its Region, what of that is there, and
 * what follows.
 *
 * <p>Begin with {@link dev.lastgood.functions.restorable.CheckHandler}; what is decided is {@link
 * dev.lastgood.functions.restorable.Restorability}, of one point, and {@link
 * dev.lastgood.functions.restorable.Recoverability}, of a target.
 */
package dev.lastgood.functions.restorable;
