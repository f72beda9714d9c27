package dev.lastgood.functions.sweep;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.CallLimits;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.Log;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Acquisition;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Change;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Heartbeats;
import dev.lastgood.functions.ledger.Hold;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Lease;
import dev.lastgood.functions.ledger.LeaseLostException;
import dev.lastgood.functions.ledger.Leases;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.ledger.TamperedLedgerException;
import dev.lastgood.functions.notify.Notice;
import dev.lastgood.functions.notify.Notifier;
import dev.lastgood.functions.recover.Discharger;
import dev.lastgood.functions.restorable.Recoverabilities;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Closes incidents: obligations met or handed over, the one outcome, the notice, the leases. */
public final class Closer {
  /**
   * What has to be left of an invocation to try to meet an obligation: a call that is never
   * answered, and the writing of the outcome. What is not tried is the sweep's to meet; an incident
   * without an outcome would be worse.
   */
  private static final Duration TRY_AND_WRITE = CallLimits.CALL.plusSeconds(5);

  private static final Log LOG = Log.of(Closer.class);

  /** Who meets what an incident could not. */
  private static final String SWEEP = "sweep";

  private final Platform platform;
  private final Incidents incidents;
  private final Ledger ledger;
  private final Heartbeats heartbeats;
  private final Leases leases;
  private final Discharger discharger;
  private final Notifier notifier;
  private final Recoverabilities recoverabilities;
  private final InstantSource clock;

  /**
   * A closer.
   *
   * @param platform where its clients come from, and the variable {@code BUCKET}
   */
  public Closer(Platform platform) {
    this.platform = platform;
    this.incidents = new Incidents(platform);
    this.ledger = new Ledger(platform);
    this.heartbeats = new Heartbeats(platform);
    this.leases = new Leases(platform);
    this.discharger = new Discharger(platform);
    this.notifier = new Notifier(platform);
    this.recoverabilities = new Recoverabilities(platform);
    this.clock = platform.clock();
  }

  /**
   * Closes an incident. Closing it twice is harmless: the first outcome stands.
   *
   * @param incident the incident
   * @param claimed what its recovery said, where it came to an end
   * @param because what it said, or what became of it
   * @param invocation the time that is left
   * @return the incident's outcome
   */
  public Outcome close(
      Incident incident, Optional<Outcome> claimed, String because, Invocation invocation) {
    if (incident.outcome().isPresent()) {
      tell(incident);
      return incident.outcome().get();
    }
    Chain chain;
    try {
      chain = ledger.read(incident.id());
    } catch (TamperedLedgerException tampered) {
      return closeTampered(incident, tampered);
    }
    heartbeats.beat(
        chain,
        "close",
        "Closes the incident: " + because,
        "What is owed is met or handed over, and people are told.");
    Map<String, Lease> fences = new HashMap<>();
    for (Obligation obligation : chain.openObligations()) {
      Discharger.Discharge discharge =
          invocation.timeLeft().get().compareTo(TRY_AND_WRITE) < 0
              ? new Discharger.Discharge.Waiting("There was no time left to meet it.")
              : discharge(chain, incident, obligation, fences, invocation);
      switch (discharge) {
        case Discharger.Discharge.Met met -> chain = met.chain();
        case Discharger.Discharge.Waiting waiting ->
            chain =
                ledger.append(
                    ledger.read(incident.id()),
                    new Fact.Assigned(obligation.id(), SWEEP, waiting.because()));
      }
    }
    chain = settled(chain);
    Ending ending = Ending.decide(chain, claimed, because);
    if (!incidents.close(
        incident,
        chain,
        ending.outcome(),
        ending.because(),
        holds(incident, chain, ending),
        // From the ledger, and so also those that an attempt before this one assigned and died.
        chain.assignedObligations())) {
      LOG.info("Incident " + incident.id() + " was closed by another meanwhile.");
    }
    Incident closed = incidents.find(incident.id()).orElseThrow();
    platform.metric(
        "IncidentSeconds",
        Duration.between(incident.since(), clock.instant()).toSeconds(),
        "Seconds");
    platform.metric(ending.outcome().name(), 1, "Count");
    tell(closed);
    return closed.outcome().orElseThrow();
  }

  /**
   * A chain that does not hold can neither be trusted nor added to. The incident still ends, and a
   * person is told first of all why.
   */
  private Outcome closeTampered(Incident incident, TamperedLedgerException tampered) {
    String because = tampered.getMessage() + " What it left behind must be looked for by hand.";
    incidents.closeWithoutLedger(incident, Outcome.ESCALATED, because);
    tell(incidents.find(incident.id()).orElseThrow());
    return Outcome.ESCALATED;
  }

  private void tellTampered(Incident incident, TamperedLedgerException tampered) {
    notifier.send(incident, Notice.ofTampering(incident, tampered.getMessage()));
    incidents.noticeGiven(incident.id());
  }

  /**
   * Says that the recovery is being stopped, while what it had started is waited out.
   *
   * @param incident the incident
   * @param because why it is stopped
   */
  void tellStopping(Incident incident, String because) {
    heartbeats.beat(
        ledger.read(incident.id()),
        "stop",
        "Waits until nothing of the recovery runs any more. " + because,
        "It closes the incident.");
  }

  /**
   * Gives the leases of a closed incident back and its notice out, where that is still owed.
   *
   * @param incident the incident, with its outcome
   */
  public void tell(Incident incident) {
    if (!incidents.owesNotice(incident.id())) {
      return;
    }
    incident.targetIds().forEach(targetId -> leases.release(targetId, incident.id()));
    Chain chain;
    try {
      chain = ledger.read(incident.id());
    } catch (TamperedLedgerException tampered) {
      tellTampered(incident, tampered);
      return;
    }
    Fact.Closed closed = chain.last(Fact.Closed.class).orElseThrow();
    Optional<String> plan =
        chain
            .last(Fact.Planned.class)
            .map(planned -> "s3://" + platform.variable("BUCKET") + "/" + planned.planKey());
    String messageId =
        notifier.send(
            incident,
            Notice.ofOutcome(
                incident,
                chain,
                closed.outcome(),
                closed.because(),
                plan,
                incident.targetIds().stream()
                    .map(recoverabilities::find)
                    .flatMap(Optional::stream)
                    .toList()));
    Optional<Integer> confirmed = notifier.confirmedSubscriptions();
    confirmed.ifPresent(count -> platform.metric("ConfirmedSubscriptions", count, "Count"));
    ledger.append(chain, new Fact.Told(messageId, confirmed));
    incidents.noticeGiven(incident.id());
  }

  /**
   * Tries to meet an obligation that outlived its incident.
   *
   * @param incident the incident
   * @param obligation the obligation
   * @param invocation the time that is left
   * @return true where it is met now
   */
  public boolean meet(Incident incident, Obligation obligation, Invocation invocation) {
    Map<String, Lease> fences = new HashMap<>();
    Discharger.Discharge discharge =
        discharge(settled(ledger.read(incident.id())), incident, obligation, fences, invocation);
    fences
        .values()
        .forEach(lease -> leases.release(lease.targetId(), Lease.afterClosing(incident.id())));
    return switch (discharge) {
      case Discharger.Discharge.Met _ -> true;
      case Discharger.Discharge.Waiting _ -> false;
    };
  }

  /** Whoever made these calls has ended: what they answered will not be known any more. */
  private Chain settled(Chain chain) {
    Chain known = chain;
    for (Fact.Intent intent : chain.unanswered()) {
      known =
          ledger.append(
              known,
              new Fact.Result(
                  intent.callId(),
                  false,
                  Map.of("because", "Its answer was not seen; it may have taken effect.")));
    }
    return known;
  }

  private Discharger.Discharge discharge(
      Chain chain,
      Incident incident,
      Obligation obligation,
      Map<String, Lease> fences,
      Invocation invocation) {
    Optional<Target> target = platform.configuration().target(obligation.targetId());
    if (target.isEmpty()) {
      return new Discharger.Discharge.Waiting(
          "The configuration has no target " + obligation.targetId() + " any more.");
    }
    try {
      Lease lease = fences.get(obligation.targetId());
      if (lease == null) {
        // A fence of our own: whatever an attempt of the recovery still does is refused from here.
        if (incident.outcome().isEmpty()) {
          // Only of a lease that is still the incident's: another may have closed it meanwhile, and
          // given the lease back.
          lease = leases.newFence(obligation.targetId(), incident.id());
        } else {
          switch (leases.acquire(
              obligation.targetId(),
              Lease.afterClosing(incident.id()),
              Optional.empty(),
              clock.instant())) {
            case Acquisition.Acquired acquired -> lease = acquired.lease();
            case Acquisition.Held held -> {
              return new Discharger.Discharge.Waiting(
                  "The lease is held by incident " + Lease.incidentOf(held.owner()) + ".");
            }
          }
        }
        fences.put(obligation.targetId(), lease);
      }
      return discharger.discharge(chain, obligation, lease, invocation);
    } catch (SdkException | LeaseLostException failed) {
      // An obligation that cannot be met now must not keep the incident from its outcome.
      LOG.error("The obligation " + obligation.id() + " could not be met.", failed);
      return new Discharger.Discharge.Waiting("It could not be met: " + failed.getMessage());
    }
  }

  /** On what was changed: a target that was left alone may be deployed to as ever. */
  private List<Hold> holds(Incident incident, Chain chain, Ending ending) {
    boolean bad =
        switch (ending.outcome()) {
          case RECOVERED, UNDONE, ESCALATED, CANCELLED -> true;
          case NOT_NEEDED, DECLINED -> false;
        };
    Map<String, List<Change>> changes =
        chain
            .facts(Fact.Planned.class)
            .<Map<String, List<Change>>>map(Fact.Planned::changes)
            .filter(planned -> !planned.isEmpty())
            .reduce((before, after) -> after)
            .orElse(Map.of());
    String because = incident.cause() + ". " + ending.because();
    return bad
        ? incident.targetIds().stream()
            .filter(targetId -> isChanged(chain, targetId))
            .map(
                targetId ->
                    new Hold(
                        targetId,
                        incident.id(),
                        clock.instant(),
                        ending.outcome(),
                        because,
                        changes.getOrDefault(targetId, List.of())))
            .toList()
        : List.of();
  }

  private static boolean isChanged(Chain chain, String targetId) {
    return chain.facts(Fact.Intent.class).anyMatch(intent -> intent.targetId().equals(targetId));
  }
}
