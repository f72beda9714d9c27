package dev.lastgood.functions.plan;

/**
 * A way back that was considered and not taken.
 *
 * @param way what would be done, in a few words
 * @param because why it is not, in a sentence
 */
public record Considered(String way, String because) {}
