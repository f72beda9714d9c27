package dev.lastgood.asl;

import java.util.Optional;

/**
 * One way to leave a state.
 *
 * @param output the state's output; without it, its result or its input
 * @param assign the variables to set, an object
 * @param next the state that follows; empty when the block ends here
 */
record Exit(Optional<Template> output, Optional<Template> assign, Optional<String> next) {}
