package dev.lastgood.test.deadline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Task state.
 *
 * @param name its name
 * @param function the function that it invokes, as the template names it; empty where none
 * @param timeout the longest that one attempt takes, in seconds; empty where it is what is left
 * @param retriers its retriers, each of which counts for itself
 */
record Step(
    String name, Optional<String> function, Optional<Integer> timeout, List<Retrier> retriers) {
  /** All Task states of a definition, those inside of Maps too, in its order. */
  static List<Step> of(JsonNode definition) {
    List<Step> steps = new ArrayList<>();
    for (var state : definition.path("States").properties()) {
      JsonNode says = state.getValue();
      switch (says.path("Type").asText()) {
        case "Task" -> steps.add(task(state.getKey(), says));
        case "Map" -> steps.addAll(of(says.path("ItemProcessor")));
        // They take no time of their own; how long a Wait lasts is asked of it where it matters.
        default -> {}
      }
    }
    return steps;
  }

  private static Step task(String name, JsonNode state) {
    JsonNode seconds = state.path("TimeoutSeconds");
    if (seconds.isMissingNode()) {
      throw new IllegalStateException("The task " + name + " has no timeout.");
    }
    List<Retrier> retriers = new ArrayList<>();
    state.path("Retry").forEach(entry -> retriers.add(Retrier.of(entry)));
    return new Step(
        name,
        Optional.ofNullable(state.path("Arguments").path("FunctionName").textValue()),
        seconds.isInt() ? Optional.of(seconds.asInt()) : Optional.empty(),
        retriers);
  }

  int timeoutSeconds() {
    return timeout.orElseThrow(
        () -> new IllegalStateException("The timeout of " + name + " is what is left."));
  }

  /** How often it is tried at most: once, and as often again as all retriers together allow. */
  int attemptsMax() {
    return 1 + retriers.stream().mapToInt(Retrier::retries).sum();
  }

  int backOffSeconds() {
    return retriers.stream().mapToInt(Retrier::backOffSeconds).sum();
  }

  /** Where every attempt takes all its time, fails, and is retried after the longest back-off. */
  int worstSeconds() {
    return attemptsMax() * timeoutSeconds() + backOffSeconds();
  }

  /** The same where all but the first so many attempts are never needed. */
  int worstSeconds(int attempts) {
    if (retriers.stream().filter(retrier -> retrier.retries() > 0).count() > 1) {
      throw new IllegalStateException(name + " has several retriers: which one retries?");
    }
    return attempts * timeoutSeconds()
        + retriers.stream()
            .filter(retrier -> retrier.retries() > 0)
            .mapToInt(retrier -> retrier.backOffSeconds(attempts - 1))
            .sum();
  }
}
