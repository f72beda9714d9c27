package dev.lastgood.asl;

import java.util.Map;

/**
 * States that belong together: those of a state machine, of a branch, of an item processor.
 *
 * @param startAt the first of them
 * @param states by name, in the order of the definition
 */
record StatesBlock(String startAt, Map<String, State> states) {}
