/**
 * Recovery points: captured from the live target, put into canonical form, identified, sealed,
 * soaked and stored.
 *
 * <p>Begin with {@link dev.lastgood.functions.point.CaptureHandler}; what a point holds is {@link
 * dev.lastgood.functions.point.GroupBody}.
 */
package dev.lastgood.functions.point;
