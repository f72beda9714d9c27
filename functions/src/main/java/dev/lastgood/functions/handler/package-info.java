/**
 * What every Lambda handler shares: where its clients, clock and chance come from, and how JSON
 * comes in and goes out.
 *
 * <p>Begin with {@link dev.lastgood.functions.handler.Platform} and {@link
 * dev.lastgood.functions.handler.JsonHandler}.
 */
package dev.lastgood.functions.handler;
