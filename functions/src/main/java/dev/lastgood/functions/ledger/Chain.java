package dev.lastgood.functions.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An incident's entries as they were read, and what follows from them.
 *
 * @param incidentId the incident
 * @param entries from the first to the last
 */
public record Chain(String incidentId, List<Entry> entries) {
  /**
   * The entries of one kind, in order.
   *
   * @param type the fact's record
   * @param <F> the fact's record
   * @return a stream of the facts
   */
  public <F extends Fact> Stream<F> facts(Class<F> type) {
    return entries.stream().map(Entry::fact).filter(type::isInstance).map(type::cast);
  }

  /**
   * The last entry of one kind.
   *
   * @param type the fact's record
   * @param <F> the fact's record
   * @return empty where there is none
   */
  public <F extends Fact> Optional<F> last(Class<F> type) {
    return facts(type).reduce((before, after) -> after);
  }

  /**
   * What a call answered, where its answer was written.
   *
   * @param callId the call's intent
   * @return the result
   */
  public Optional<Fact.Result> result(String callId) {
    return facts(Fact.Result.class).filter(result -> result.callId().equals(callId)).findFirst();
  }

  /**
   * The obligations that were made and are neither discharged nor assigned. One whose call was
   * refused stays owed, since an attempt at it before may have taken effect.
   *
   * @return in the order in which they were made
   */
  public List<Obligation> openObligations() {
    return obligations(false);
  }

  /**
   * The obligations that were assigned to whoever meets them after the incident, and are not met.
   *
   * @return in the order in which they were made
   */
  public List<Obligation> assignedObligations() {
    return obligations(true);
  }

  private List<Obligation> obligations(boolean assignedOnes) {
    Map<String, Obligation> owed = new LinkedHashMap<>();
    Set<String> assigned = new HashSet<>();
    for (Entry entry : entries) {
      switch (entry.fact()) {
        case Fact.Intent intent ->
            intent
                .obligations()
                .forEach(
                    obligation -> {
                      owed.put(obligation.id(), obligation);
                      assigned.remove(obligation.id());
                    });
        case Fact.Discharged discharged -> owed.remove(discharged.obligationId());
        case Fact.Assigned given -> assigned.add(given.obligationId());
        case Fact.Opened _,
            Fact.Joined _,
            Fact.LeaseTaken _,
            Fact.Planned _,
            Fact.NotPlanned _,
            Fact.ApprovalAsked _,
            Fact.Answered _,
            Fact.BackedUp _,
            Fact.Result _,
            Fact.ActionEnded _,
            Fact.ForeignChange _,
            Fact.Verified _,
            Fact.NotVerified _,
            Fact.Closed _,
            Fact.Told _,
            Fact.HoldReleased _,
            Fact.CancelAsked _ -> {}
      }
    }
    return owed.values().stream()
        .filter(obligation -> assigned.contains(obligation.id()) == assignedOnes)
        .toList();
  }

  /**
   * The wish of a person that the incident stop.
   *
   * @return the first; empty where nobody asked
   */
  public Optional<Fact.CancelAsked> cancelAsked() {
    return facts(Fact.CancelAsked.class).findFirst();
  }

  /**
   * The calls whose answer nobody lived to write down.
   *
   * @return their intents, in order
   */
  public List<Fact.Intent> unanswered() {
    return facts(Fact.Intent.class).filter(intent -> result(intent.callId()).isEmpty()).toList();
  }

  String lastHash() {
    return entries.isEmpty() ? "" : entries.getLast().hash();
  }

  Chain with(Entry entry) {
    List<Entry> longer = new ArrayList<>(entries);
    longer.add(entry);
    return new Chain(incidentId, List.copyOf(longer));
  }
}
