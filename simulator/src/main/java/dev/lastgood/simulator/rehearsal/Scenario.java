package dev.lastgood.simulator.rehearsal;

/**
 * Something that goes wrong, and what must come of it.
 *
 * @param name what users choose it by, such as {@code bad-deployment}
 * @param says what happens in it, in one sentence
 * @param outcome the incident's outcome as it must be, such as {@code RECOVERED}
 */
public record Scenario(String name, String says, String outcome) {}
