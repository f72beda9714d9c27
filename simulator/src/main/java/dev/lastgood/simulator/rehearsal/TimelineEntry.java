package dev.lastgood.simulator.rehearsal;

/**
 * One thing that happened in a rehearsal.
 *
 * @param atSeconds seconds from the beginning of what went wrong; negative before it
 * @param source who did it or saw it, such as {@code deployment}, {@code alarm} or {@code recover}
 * @param message what happened, in one sentence
 */
public record TimelineEntry(double atSeconds, String source, String message) {}
