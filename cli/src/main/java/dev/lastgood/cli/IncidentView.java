package dev.lastgood.cli;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Heartbeat;
import dev.lastgood.functions.ledger.Heartbeats;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.ledger.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An incident as the tables tell it.
 *
 * @param incident its index
 * @param chain its ledger
 * @param heartbeat what its last step said it was doing; empty where none has yet
 */
record IncidentView(Incident incident, Chain chain, Optional<Heartbeat> heartbeat) {
  static IncidentView read(Platform platform, Incident incident) {
    return new IncidentView(
        incident,
        new Ledger(platform).read(incident.id()),
        new Heartbeats(platform).find(incident.id()));
  }

  Work work() {
    return Work.of(chain);
  }

  /** Why it ended as it did; empty while it is open, and where its ledger could not be closed. */
  Optional<String> because() {
    return chain.last(Fact.Closed.class).map(Fact.Closed::because);
  }

  boolean verified() {
    return chain.last(Fact.Verified.class).isPresent();
  }

  /** What was owed, and how it stands. */
  List<Owed> obligations() {
    List<Owed> all = new ArrayList<>();
    chain
        .facts(Fact.Discharged.class)
        .forEach(met -> all.add(new Owed(met.obligationId(), Owed.State.MET, met.how())));
    for (Obligation owed : chain.assignedObligations()) {
      all.add(
          new Owed(
              owed.id(),
              Owed.State.HANDED_OVER,
              chain
                  .facts(Fact.Assigned.class)
                  .filter(given -> given.obligationId().equals(owed.id()))
                  .reduce((before, after) -> after)
                  .map(given -> "The " + given.owner() + " meets it: " + given.because())
                  .orElse("")));
    }
    chain
        .openObligations()
        .forEach(
            owed ->
                all.add(new Owed(owed.id(), Owed.State.OWED, "On " + owed.resourceName() + ".")));
    return all;
  }

  /**
   * Something that must be undone or watched to its end.
   *
   * @param id its id within the incident
   * @param state how it stands
   * @param says how it was met, or why it was not yet
   */
  record Owed(String id, State state, String says) {
    /** How an obligation stands. */
    enum State {
      MET,
      HANDED_OVER,
      OWED
    }
  }
}
