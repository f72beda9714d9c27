package dev.lastgood.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.config.Configuration;
import java.util.List;

/**
 * What the detect function decides about an event.
 *
 * @param decision the decision in one word
 * @param why the reason, in whole sentences
 * @param targets the targets that it concerns, in the order of the configuration
 */
record DetectDecision(String decision, String why, List<String> targets) {
  DetectDecision {
    targets = List.copyOf(targets);
  }

  /** Asks the function's own pure decision, and puts its answer into words. */
  static DetectDecision of(JsonNode event, Configuration configuration) {
    throw new UnsupportedOperationException(
        "No decision about %s in %s yet."
            .formatted(event.path("detail-type").asText(), configuration.environment()));
  }
}
