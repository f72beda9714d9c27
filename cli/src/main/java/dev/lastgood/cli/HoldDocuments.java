package dev.lastgood.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.ledger.Change;
import dev.lastgood.functions.ledger.Hold;
import dev.lastgood.functions.ledger.Release;
import java.util.List;
import java.util.Optional;

/** Holds for scripts; what {@link JsonDocuments} says of its documents holds for these too. */
final class HoldDocuments {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private HoldDocuments() {}

  static ObjectNode holds(Configuration environment, List<String> names, List<Hold> standing) {
    ObjectNode document = JSON.objectNode();
    document.put("environment", environment.environment());
    ArrayNode targets = document.putArray("targets");
    names.forEach(targets::add);
    ArrayNode holds = document.putArray("holds");
    standing.forEach(hold -> holds.add(hold(hold)));
    return document;
  }

  static ObjectNode release(
      Configuration environment,
      String target,
      Release release,
      String incidentId,
      Optional<Hold> standing) {
    ObjectNode document = JSON.objectNode();
    document
        .put("environment", environment.environment())
        .put("target", target)
        .put("incident", incidentId.isEmpty() ? null : incidentId);
    switch (release) {
      case Release.Released _ -> document.put("release", "RELEASED");
      case Release.AlreadyReleased already ->
          document
              .put("release", "ALREADY_RELEASED")
              .put("by", already.by())
              .put("because", already.because())
              .put("at", already.at().toString());
      case Release.Renewed _ -> document.put("release", "RENEWED");
      case Release.None _ -> document.put("release", "NONE");
    }
    ArrayNode holds = document.putArray("holds");
    standing.ifPresent(hold -> holds.add(hold(hold)));
    return document;
  }

  private static ObjectNode hold(Hold hold) {
    ObjectNode object = JSON.objectNode();
    object
        .put("target", hold.targetId())
        .put("incident", hold.incidentId())
        .put("since", hold.since().toString())
        .put("outcome", hold.outcome().name())
        .put("because", hold.because());
    ArrayNode changes = object.putArray("changes");
    for (Change change : hold.changes()) {
      changes
          .addObject()
          .put("field", change.field())
          .put("good", change.good())
          .put("bad", change.bad());
    }
    return object;
  }
}
