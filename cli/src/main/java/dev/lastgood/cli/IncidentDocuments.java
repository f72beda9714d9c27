package dev.lastgood.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Heartbeat;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Work;
import java.util.List;

/** Incidents for scripts; what {@link JsonDocuments} says of its documents holds for these too. */
final class IncidentDocuments {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private IncidentDocuments() {}

  static ObjectNode incidents(Configuration environment, List<IncidentView> views) {
    ObjectNode document = JSON.objectNode();
    document.put("environment", environment.environment());
    ArrayNode incidents = document.putArray("incidents");
    views.forEach(view -> incidents.add(incident(view)));
    return document;
  }

  /** What came of a cancellation: the incident as it stands. */
  static ObjectNode cancelled(Configuration environment, IncidentView view) {
    ObjectNode document = JSON.objectNode();
    document.put("environment", environment.environment());
    document.setAll(incident(view));
    return document;
  }

  private static ObjectNode incident(IncidentView view) {
    Incident incident = view.incident();
    ObjectNode object = JSON.objectNode();
    object.put("incident", incident.id());
    ArrayNode targets = object.putArray("targets");
    incident.targetIds().forEach(targets::add);
    object
        .put("cause", incident.cause())
        .put("deadline", incident.deadline().toString())
        .put("outcome", incident.outcome().map(Enum::name).orElse(null))
        .put("because", view.because().orElse(null));
    view.chain()
        .cancelAsked()
        .ifPresentOrElse(
            wish -> object.set("cancelled", wish(wish)), () -> object.putNull("cancelled"));
    view.heartbeat()
        .ifPresentOrElse(
            beat -> object.set("progress", progress(beat)), () -> object.putNull("progress"));
    ArrayNode actions = object.putArray("actions");
    for (Work.Piece piece : view.work().pieces()) {
      actions
          .addObject()
          .put("target", piece.targetId())
          .put("action", piece.says())
          .put("undo", piece.undo())
          .put("state", piece.state().name())
          .put("because", piece.because());
    }
    object.put("verified", view.verified());
    ArrayNode obligations = object.putArray("obligations");
    for (IncidentView.Owed owed : view.obligations()) {
      obligations
          .addObject()
          .put("id", owed.id())
          .put("state", owed.state().name())
          .put("because", owed.says());
    }
    return object;
  }

  private static ObjectNode wish(Fact.CancelAsked wish) {
    return JSON.objectNode().put("by", wish.by()).put("because", wish.because().orElse(null));
  }

  private static ObjectNode progress(Heartbeat beat) {
    return JSON.objectNode()
        .put("step", beat.step())
        .put("doing", beat.doing())
        .put("since", beat.since().toString())
        .put("next", beat.next())
        .put("at", beat.at().toString());
  }
}
