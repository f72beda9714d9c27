package dev.lastgood.functions.stack;

/**
 * A text that tells of a stack: what a command of the AWS CLI printed, or a template.
 *
 * @param name where it comes from, for messages
 * @param text all of it
 */
public record StackInput(String name, String text) {}
