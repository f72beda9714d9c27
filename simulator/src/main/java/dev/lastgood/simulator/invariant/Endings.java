package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.sweep.SweepHandler;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Watches how incidents begin, are proven and end, as their ledger says it. */
final class Endings {
  /** What an incident whose execution lives may be late by. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** What an event that comes too late for anything may take from its arrival. */
  private static final Duration LATE_GRACE = Duration.ofSeconds(60);

  /** What an incident that has lost its execution may take from then until another closes it. */
  private static final Duration ORPHAN_GRACE = Duration.ofSeconds(150);

  private final SimulatedWorld world;
  private final List<Truth> truths;
  private final Findings findings;
  private final String sweepFunction;
  private final Parents parents;
  private final Leftovers leftovers;
  private final Beginnings beginnings;

  /**
   * Begins to watch.
   *
   * @param world the world
   * @param installation what is deployed in it
   * @param ledger its ledger, followed from its beginning
   * @param parents the executions of incidents
   * @param truths what is true of each target
   * @param findings told what does not hold
   */
  Endings(
      SimulatedWorld world,
      Installation installation,
      LedgerView ledger,
      Parents parents,
      List<Truth> truths,
      Findings findings) {
    this.world = world;
    this.truths = truths;
    this.findings = findings;
    this.sweepFunction = installation.functionName(SweepHandler.class);
    this.parents = parents;
    this.leftovers = new Leftovers(world);
    this.beginnings = new Beginnings(world);
    ledger.listen(this::written);
  }

  private void written(LedgerView.Trail trail, Instant at, Fact fact) {
    if (fact instanceof Fact.Opened opened) {
      beginnings
          .wrong(opened)
          .ifPresent(how -> findings.found(Invariant.ONE_OUTCOME, trail.id() + " " + how));
    }
    if (fact instanceof Fact.Verified verified) {
      checkVerified(at, verified);
    }
    if (fact instanceof Fact.Discharged discharged) {
      leftovers
          .of(trail, discharged)
          .ifPresent(
              left ->
                  findings.found(
                      Invariant.CONVERGED,
                      discharged.obligationId()
                          + " of "
                          + trail.id()
                          + " is called met, but "
                          + left));
    }
    if (fact instanceof Fact.Closed closed) {
      checkClosed(trail, at, closed);
    }
  }

  private void checkClosed(LedgerView.Trail trail, Instant at, Fact.Closed closed) {
    if (trail.outcomes().size() > 1) {
      findings.found(Invariant.ONE_OUTCOME, trail.id() + " has outcomes " + trail.outcomes());
    }
    boolean bySweep =
        world
            .time()
            .current()
            .flatMap(strand -> strand.attachment(InvocationContext.class))
            .filter(caller -> caller.functionName().equals(sweepFunction))
            .isPresent();
    if (bySweep && parents.isRunning(trail.id())) {
      findings.found(
          Invariant.ONE_OUTCOME, trail.id() + " is closed by the sweep while its execution runs");
    }
    Instant deadline = trail.opened().deadline();
    Instant lateArrival = trail.openedAt().plus(LATE_GRACE);
    boolean inTime =
        Stream.concat(Stream.of(deadline.plus(GRACE), lateArrival), orphaned(trail.id()).stream())
            .anyMatch(latest -> !at.isAfter(latest));
    if (!inTime) {
      findings.found(
          Invariant.ONE_OUTCOME,
          trail.id()
              + " was closed "
              + Duration.between(deadline, at).toSeconds()
              + " s after its deadline");
    }
    if (!trail.owed().isEmpty()) {
      findings.found(
          Invariant.ONE_OUTCOME,
          trail.id() + " was closed while nobody owns " + trail.owed().keySet());
    }
    if (closed.outcome() == Outcome.RECOVERED && !trail.verified()) {
      findings.found(
          Invariant.TRULY_RECOVERED, trail.id() + " is called recovered and was not verified");
    }
  }

  /** What comes after it, before the incident is closed, is another matter. */
  private void checkVerified(Instant at, Fact.Verified verified) {
    for (Truth truth : truths) {
      if (verified.targetIds().contains(truth.targetId())
          && !(truth.isRestored() && truth.isQuiet(at))) {
        findings.found(
            Invariant.TRULY_RECOVERED, truth.targetId() + " is not what it was, or not quiet");
      }
    }
  }

  /**
   * Until when an incident whose execution has come to nothing, or whose ledger could not be
   * written, is to be closed.
   */
  private Optional<Instant> orphaned(String incidentId) {
    return parents
        .lastLossAt(incidentId)
        .map(
            lostAt -> {
              Instant backAt = world.faults().backAt("dynamodb");
              return (backAt.isAfter(lostAt) ? backAt : lostAt).plus(ORPHAN_GRACE);
            });
  }
}
