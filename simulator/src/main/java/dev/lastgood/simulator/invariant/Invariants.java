package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.simulator.access.Refusal;
import dev.lastgood.simulator.dynamodb.TableView;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.lambda.InvocationObserver;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks what must always hold (the design's part 5, without 9 and 10): safety on each step that
 * could break it, the rest when the run has come to its end.
 */
public final class Invariants implements InvocationObserver {
  private final SimulatedWorld world;
  private final LedgerView ledger;
  private final TableView state;
  private final List<Truth> truths;
  private final DeadLetters deadLetters;
  private final EventsAnswered events;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> unable = new TreeSet<>();

  /**
   * Begins to watch; to be made before the run begins and after Lastgood is deployed.
   *
   * @param world the world
   * @param installation what is deployed in it
   * @param ledger its ledger, followed from its beginning
   * @param truths what is true of each target, the one that is rehearsed first
   */
  public Invariants(
      SimulatedWorld world, Installation installation, LedgerView ledger, List<Truth> truths) {
    this.world = world;
    this.ledger = ledger;
    this.state = world.dynamoDb().table(installation.stateTable());
    this.truths = List.copyOf(truths);
    this.deadLetters = new DeadLetters(world, installation);
    new TargetChanges(world, installation, ledger, this.truths, this::found);
    this.events = new EventsAnswered(world, installation, ledger, this::found);
    Parents parents =
        new Parents(
            world, installation.incidentMachine(), what -> found(Invariant.ONE_OUTCOME, what));
    new Endings(world, installation, ledger, parents, this.truths, this::found);
    new Heartbeats(
        world,
        installation.stateTable(),
        ledger,
        parents,
        (incidentId, unseen) ->
            found(
                Invariant.VISIBLE,
                "Nothing was seen of " + incidentId + " for " + unseen.toSeconds() + " s"));
    new Promotions(world, installation.stateTable(), what -> found(Invariant.SOAKED, what));
    world.watchInvocations(this);
    ledger.listenToBreaches(what -> found(Invariant.LINKED, what));
  }

  /**
   * What did not hold so far.
   *
   * @return in the order in which it was found
   */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /**
   * Something was refused that the template's policies do not allow.
   *
   * @param refusal what
   */
  public void refused(Refusal refusal) {
    found(Invariant.RUNS, refusal.by() + ", " + refusal.call() + ": " + refusal.says());
  }

  @Override
  public void initFailed(String functionName, RuntimeException thrown) {
    if (unable.add(functionName)) {
      found(
          Invariant.RUNS,
          "The function " + functionName + " does not start: " + thrown.getMessage());
    }
  }

  /**
   * Whether an event that would have led to an incident could be delivered to nobody, or was given
   * up after all attempts, and people have been told of that: then they know as much as an incident
   * would have told them.
   *
   * @return whether one lies in a queue whose alarm has gone off
   */
  public boolean tellOfAnUnhandledEvent() {
    return (deadLetters.holdAnEvent() || events.gaveUp()) && deadLetters.unannounced().isEmpty();
  }

  /** Checks what can only be said when everything has come to its end. */
  public void checkEnd() {
    pending().forEach(what -> found(Invariant.CONVERGED, what));
    for (LedgerView.Trail trail : ledger.incidents()) {
      if (trail.outcome().isPresent()) {
        boolean told =
            world.sns().deliveries().stream()
                .anyMatch(delivery -> delivery.message().contains(trail.id()));
        if (!told || !trail.told()) {
          found(
              Invariant.TOLD,
              trail.id() + " ended as " + trail.outcome().get() + " and nobody was told");
        }
      }
      checkHolds(trail);
      if (!trail.unanswered().isEmpty()) {
        found(Invariant.WRITTEN_FIRST, "Intents without a result: " + trail.unanswered().keySet());
      }
    }
  }

  /** What was changed because it went bad is not simply deployed again. */
  private void checkHolds(LedgerView.Trail trail) {
    boolean bad =
        trail
            .outcome()
            .filter(outcome -> outcome != Outcome.NOT_NEEDED && outcome != Outcome.DECLINED)
            .isPresent();
    if (!bad || trail.holdReleased()) {
      return;
    }
    for (String targetId : trail.changedTargets()) {
      if (state.item(Map.of("pk", key("target#" + targetId), "sk", key("hold"))).isEmpty()) {
        found(Invariant.HELD, trail.id() + " leaves no hold on " + targetId);
      }
    }
  }

  private static AttributeValue key(String text) {
    return AttributeValue.fromS(text);
  }

  /**
   * What has not come to its end.
   *
   * @return a sentence each; none once everything has converged
   */
  public List<String> pending() {
    List<String> pending = new ArrayList<>();
    for (LedgerView.Trail trail : ledger.incidents()) {
      if (trail.outcome().isEmpty()) {
        pending.add("Incident " + trail.id() + " has no outcome.");
      } else if (!trail.told()) {
        pending.add("The notice of incident " + trail.id() + " is owed.");
      }
      trail
          .assigned()
          .keySet()
          .forEach(owed -> pending.add(owed + " of incident " + trail.id() + " is owed."));
    }
    pending.addAll(events.pending());
    pending.addAll(deadLetters.unannounced());
    if (!pending.isEmpty()) {
      return pending;
    }
    for (Truth truth : truths) {
      state
          .item(
              Map.of(
                  "pk", AttributeValue.fromS("target#" + truth.targetId()),
                  "sk", AttributeValue.fromS("lease")))
          .filter(lease -> lease.containsKey("leaseOwner"))
          .ifPresent(lease -> pending.add("The lease on " + truth.targetId() + " is held."));
    }
    state.items().stream()
        .filter(item -> item.get("pk").s().equals("open"))
        .forEach(item -> pending.add("Still open: " + item.get("sk").s() + "."));
    return pending;
  }

  private void found(Invariant invariant, String detail) {
    findings.add(new Finding(invariant, detail + ", at " + world.time().now() + "."));
  }
}
