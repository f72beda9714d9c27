package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.detect.AlarmReader;
import dev.lastgood.functions.detect.AlarmReading;
import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Boundary;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Heartbeats;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.point.PointRecord;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.policy.Controls;
import dev.lastgood.functions.policy.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Plans the way back to the good points, or to the undo points: reads what planning needs, keeps
 * the plan, and says what comes next.
 */
public final class PlanHandler extends JsonHandler<PlanHandler.Input, PlanHandler.Output> {
  private static final Predicate<PointRecord> ALL = _ -> true;

  private final Configuration configuration;
  private final Incidents incidents;
  private final Ledger ledger;
  private final Heartbeats heartbeats;
  private final SituationReader situations;
  private final Doubts doubts;
  private final AlarmReader alarms;
  private final PointStore points;
  private final BreakerReader breaker;
  private final Controls controls;
  private final InstantSource clock;

  /** As Lambda makes it. */
  public PlanHandler() {
    this(LambdaPlatform.instance());
  }

  /**
   * As anything else makes it.
   *
   * @param platform where it runs
   */
  public PlanHandler(Platform platform) {
    super(Input.class);
    this.configuration = platform.configuration();
    this.incidents = new Incidents(platform);
    this.ledger = new Ledger(platform);
    this.heartbeats = new Heartbeats(platform);
    this.situations = new SituationReader(platform, this::target);
    this.doubts = new Doubts(platform);
    this.alarms = new AlarmReader(platform);
    this.points = new PointStore(platform);
    this.breaker = new BreakerReader(platform);
    this.controls = new Controls(platform);
    this.clock = platform.clock();
  }

  /**
   * What to plan.
   *
   * @param incidentId the incident
   * @param undoOf the key of the plan to be undone; absent for the way back to the good points
   * @param glance whether only to look if all is well already, and to write nothing where it is not
   * @param plans which plan of the incident is asked for, from 1: one that stands in the ledger
   *     already is not made again, but gone on with
   */
  public record Input(
      String incidentId, Optional<String> undoOf, Optional<Boolean> glance, int plans) {
    /** Refuses a missing incident. */
    public Input {
      Check.name(incidentId, "incidentId");
      undoOf = undoOf == null ? Optional.empty() : undoOf;
      glance = glance == null ? Optional.empty() : glance;
    }
  }

  /** What the recovery does next. */
  public enum Next {
    /** Carry out the plan. */
    EXECUTE,
    /** Ask people first. */
    APPROVE,
    /** After a glance: it is not well, and a recovery is to look for the way back. */
    RECOVER,
    /** Go on with the plan, which takes back what was done. */
    UNDO,
    /** Nothing more: the incident ends. */
    END
  }

  /**
   * What came of it.
   *
   * @param next what the recovery does next
   * @param outcome the incident's outcome, where it ends; absent otherwise
   * @param because why, in sentences
   * @param planKey where the plan is kept; absent where there is none
   * @param waves the ids of the targets of each wave
   * @param approvalSeconds how long people can be waited for
   * @param plans how many plans there are in the ledger by now, without those that undo
   */
  public record Output(
      Next next,
      Optional<Outcome> outcome,
      String because,
      Optional<String> planKey,
      List<List<String>> waves,
      long approvalSeconds,
      int plans) {}

  @Override
  public Output handle(Input input, Invocation invocation) {
    Incident incident = incidents.require(input.incidentId());
    Chain chain = ledger.read(incident.id());
    boolean undo = input.undoOf().isPresent();
    Optional<Fact.CancelAsked> cancelled =
        undo ? chain.cancelAsked() : Boundary.reached(chain, incident.targetIds());
    if (cancelled.isPresent()) {
      return ended(chain, new Fact.NotPlanned(Outcome.CANCELLED, cancelled.get().says()));
    }
    Optional<Fact.Planned> standing =
        input.glance().orElse(false)
            ? Optional.empty()
            : StandingPlans.of(chain, undo, input.plans());
    if (standing.isPresent()) {
      return goOn(incident, chain, standing.get(), undo);
    }
    heartbeats.beat(
        chain,
        "plan",
        undo ? "Plans how to take back what was done." : "Plans the way back.",
        "It carries the plan out, or asks people first.");
    Dependencies dependencies = Dependencies.of(configuration.targets());
    List<Situation> known =
        undo ? situations.toUndo(incident, chain) : situations.toRecover(incident, chain, ALL);
    Instant now = clock.instant();
    Planning planning =
        undo
            ? Planner.undo(incident.id(), known, dependencies, now, incident.deadline())
            : Planner.plan(incident.id(), known, dependencies, now, incident.deadline());
    Optional<Fact.NotPlanned> decided = chain.last(Fact.NotPlanned.class);
    if (input.glance().orElse(false) && decided.isEmpty() && !isWell(incident, known, planning)) {
      return new Output(
          Next.RECOVER,
          Optional.empty(),
          "",
          Optional.empty(),
          List.of(),
          1,
          StandingPlans.count(chain));
    }
    if (decided.isPresent()) {
      // An attempt before this one decided that, and its answer was lost. It stands, although what
      // it did may have other plans be possible now.
      if (!undo && planning instanceof Planning.Pointless) {
        doubts.suspect(doubts.of(incident, known));
      }
      return ended(chain, decided.get());
    }
    return switch (planning) {
      case Planning.Pointless pointless ->
          undo
              ? end(incident, chain, Outcome.ESCALATED, pointless.because(), Optional.empty())
              : escalate(incident, chain, known, pointless.because());
      case Planning.Well well ->
          undo
              ? end(incident, chain, Outcome.ESCALATED, well.because(), Optional.empty())
              : well(incident, chain, known, well.because());
      case Planning.TooLate late ->
          end(incident, chain, Outcome.ESCALATED, late.because(), Optional.of(late.plan()));
      case Planning.Feasible feasible -> {
        Optional<String> held = undo ? Optional.empty() : breaker.open(incident, known);
        yield held.isPresent()
            ? end(incident, chain, Outcome.ESCALATED, held.get(), Optional.of(feasible.plan()))
            : gate(incident, chain, feasible.plan(), now, Optional.empty());
      }
    };
  }

  private boolean isWell(Incident incident, List<Situation> known, Planning planning) {
    return planning instanceof Planning.Well && !incident.isByAlarm() && loud(known).isEmpty();
  }

  /**
   * Every target is what it should be: an operation of a stack that CloudFormation has taken back
   * by itself needs nothing more, unless the alarms say that something is amiss all the same.
   */
  private Output well(Incident incident, Chain chain, List<Situation> known, String because) {
    List<String> loud = loud(known);
    return incident.isByAlarm() || !loud.isEmpty()
        ? escalate(
            incident,
            chain,
            known,
            because + (loud.isEmpty() ? "" : " Yet not OK: " + String.join(", ", loud) + "."))
        : end(incident, chain, Outcome.NOT_NEEDED, because, Optional.empty());
  }

  /** The alarms that are not OK. */
  private List<String> loud(List<Situation> known) {
    return alarms
        .read(
            known.stream()
                .flatMap(situation -> situation.target().alarmNames().stream())
                .distinct()
                .toList())
        .stream()
        .filter(alarm -> alarm.state() != AlarmReading.State.OK)
        .map(AlarmReading::name)
        .toList();
  }

  /**
   * Nothing would help. Where that is because the newest good point is itself what fails, it is not
   * trusted any more, and a person gets the plan back to the one before it: whether to go back so
   * far is theirs to say. That stands in the ledger before the point loses its trust: an attempt
   * after this one would find the older point and go back to it.
   */
  private Output escalate(Incident incident, Chain chain, List<Situation> known, String because) {
    List<PointRecord> doubtful = doubts.of(incident, known);
    Output output =
        readyBehind(incident, chain, doubtful)
            .map(
                plan ->
                    end(
                        incident,
                        chain,
                        Outcome.ESCALATED,
                        because
                            + " That point is not trusted any more. A plan to the one before it is"
                            + " ready, and is what a recovery started by hand would carry out: "
                            + plan.summary(),
                        Optional.of(plan)))
            .orElseGet(() -> end(incident, chain, Outcome.ESCALATED, because, Optional.empty()));
    doubts.suspect(doubtful);
    return output;
  }

  private Optional<Plan> readyBehind(Incident incident, Chain chain, List<PointRecord> doubtful) {
    if (doubtful.isEmpty()) {
      return Optional.empty();
    }
    Planning further =
        Planner.plan(
            incident.id(),
            situations.toRecover(incident, chain, record -> !doubtful.contains(record)),
            Dependencies.of(configuration.targets()),
            clock.instant(),
            incident.deadline());
    return switch (further) {
      case Planning.Feasible feasible -> Optional.of(feasible.plan());
      case Planning.TooLate late -> Optional.of(late.plan());
      case Planning.Pointless _, Planning.Well _ -> Optional.empty();
    };
  }

  private Output goOn(Incident incident, Chain chain, Fact.Planned standing, boolean undo) {
    Plan plan = points.document(standing.planKey(), Plan.class);
    if (plan.undo() && !undo) {
      return output(Next.UNDO, chain, plan, standing.planKey(), StandingPlans.whyUndone(chain), 1);
    }
    boolean begun = plan.undo() || chain.facts(Fact.Intent.class).findAny().isPresent();
    return begun
        ? output(Next.EXECUTE, chain, plan, standing.planKey(), plan.summary(), 1)
        : gate(incident, chain, plan, clock.instant(), Optional.of(standing.planKey()));
  }

  private Output gate(
      Incident incident, Chain chain, Plan plan, Instant now, Optional<String> standingKey) {
    // Without an alarm nobody knows that what was changed beside a stack does harm: it may have
    // been meant, and putting it right may be what breaks the service.
    boolean approve =
        !plan.irreversible().isEmpty() || plan.revertsDrift() && !incident.isByAlarm();
    for (TargetPlan targetPlan : plan.targets().toList()) {
      Permission permission = controls.read(target(targetPlan.targetId()));
      if (!permission.allowsChange()) {
        return end(incident, chain, Outcome.DECLINED, permission.refusal(), Optional.of(plan));
      }
      approve |= permission.mode() == Mode.APPROVE;
    }
    Chain known = chain;
    String planKey;
    if (standingKey.isPresent()) {
      planKey = standingKey.get();
    } else {
      planKey = keep(incident, plan);
      known = ledger.append(chain, PlannedFacts.toCarryOut(plan, planKey));
    }
    long approvalSeconds =
        Duration.between(now, Planner.lastInstant(incident.deadline())).toSeconds()
            - plan.forecastSeconds();
    // An undo was approved with what it undoes: whoever lets us act lets us take it back.
    boolean ask = approve && !plan.undo();
    return output(
        ask ? Next.APPROVE : Next.EXECUTE,
        known,
        plan,
        planKey,
        plan.summary(),
        Math.max(1, approvalSeconds));
  }

  private static Output output(
      Next next, Chain chain, Plan plan, String planKey, String because, long approvalSeconds) {
    List<List<String>> waves =
        plan.waves().stream()
            .map(wave -> wave.targets().stream().map(TargetPlan::targetId).toList())
            .toList();
    return new Output(
        next,
        Optional.empty(),
        because,
        Optional.of(planKey),
        waves,
        approvalSeconds,
        StandingPlans.count(chain));
  }

  private Output end(
      Incident incident, Chain chain, Outcome outcome, String because, Optional<Plan> plan) {
    Chain known = chain;
    if (plan.isPresent()) {
      known = ledger.append(chain, PlannedFacts.proposed(plan.get(), keep(incident, plan.get())));
    }
    Fact.NotPlanned decided = new Fact.NotPlanned(outcome, because);
    return ended(ledger.append(known, decided), decided);
  }

  private static Output ended(Chain chain, Fact.NotPlanned decided) {
    return new Output(
        Next.END,
        Optional.of(decided.outcome()),
        decided.because(),
        chain.last(Fact.Planned.class).map(Fact.Planned::planKey),
        List.of(),
        1,
        StandingPlans.count(chain));
  }

  private String keep(Incident incident, Plan plan) {
    return points.keepDocument("incidents/" + incident.id() + "/plan", plan);
  }

  private Target target(String targetId) {
    return configuration
        .target(targetId)
        .orElseThrow(
            () -> new IllegalStateException("The configuration has no target " + targetId + "."));
  }
}
