package dev.lastgood.simulator.rehearsal;

/**
 * Something that must always hold, and did not.
 *
 * @param seed the seed that shows it again
 * @param invariant the invariant's name
 * @param detail when, where and how it was broken
 */
public record Violation(long seed, String invariant, String detail) {}
