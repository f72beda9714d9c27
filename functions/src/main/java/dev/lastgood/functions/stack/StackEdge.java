package dev.lastgood.functions.stack;

/**
 * That one thing has to be done before another.
 *
 * @param before what comes first
 * @param after what comes afterwards
 * @param because why, in a few words, such as {@code restores the export network-vpc}
 */
public record StackEdge(String before, String after, String because) {}
