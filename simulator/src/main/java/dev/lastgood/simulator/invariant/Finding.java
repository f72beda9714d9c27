package dev.lastgood.simulator.invariant;

/**
 * Something that must hold, and did not.
 *
 * @param invariant its number in the design and its name
 * @param detail when and how it was broken
 */
public record Finding(String invariant, String detail) {}
