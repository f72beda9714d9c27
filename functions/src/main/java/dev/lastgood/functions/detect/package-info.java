/**
 * From an event to an incident: what an alarm says, whom it concerns, and whether anything is to be
 * done.
 *
 * <p>Begin with {@link dev.lastgood.functions.detect.Detector}, which decides and has no effects;
 * {@link dev.lastgood.functions.detect.DetectHandler} acts.
 */
package dev.lastgood.functions.detect;
