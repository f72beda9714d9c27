package dev.lastgood.functions.stack;

/**
 * Something that a recovery changes: a stack, or a group.
 *
 * @param name unique among the nodes
 * @param durationSeconds how long changing it takes, by its forecast
 */
public record StackNode(String name, int durationSeconds) {}
