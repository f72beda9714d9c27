package dev.lastgood.simulator.invariant;

/**
 * Something that must hold, and did not.
 *
 * @param invariant what must hold
 * @param detail when and how it was broken
 */
public record Finding(Invariant invariant, String detail) {}
