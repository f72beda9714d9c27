/**
 * Telling people.
 *
 * <p>Begin with {@link dev.lastgood.functions.notify.Notice}, what is said, and {@link
 * dev.lastgood.functions.notify.Notifier}, how it is sent.
 */
package dev.lastgood.functions.notify;
