package dev.lastgood.functions.detect;

import java.time.Instant;

/**
 * A change of an alarm's state, from its history.
 *
 * @param at when
 * @param state the state that it came to
 */
public record AlarmChange(Instant at, AlarmReading.State state) {}
