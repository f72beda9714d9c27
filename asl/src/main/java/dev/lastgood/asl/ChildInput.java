package dev.lastgood.asl;

/**
 * What one child execution of a Distributed Map starts with.
 *
 * @param input its input
 * @param items how many items are in it
 */
record ChildInput(Object input, int items) {}
