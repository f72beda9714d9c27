package dev.lastgood.functions.plan;

/**
 * Something that cannot be had back once a plan is carried out.
 *
 * @param resource what is lost, by its name in the template
 * @param says what would be lost, for people
 */
public record Loss(String resource, String says) {}
