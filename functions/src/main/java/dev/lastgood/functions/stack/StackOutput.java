package dev.lastgood.functions.stack;

import java.util.Optional;

/**
 * An output of a stack.
 *
 * @param value its value
 * @param exportName the name under which other stacks of the account and Region import it
 */
public record StackOutput(String value, Optional<String> exportName) {}
