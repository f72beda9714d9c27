package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Change;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.point.GroupReader;
import dev.lastgood.functions.point.PointBody;
import dev.lastgood.functions.point.PointRecord;
import dev.lastgood.functions.point.PointStatus;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.TargetHealthReader;
import dev.lastgood.functions.point.TargetReader;
import dev.lastgood.functions.policy.Controls;
import dev.lastgood.functions.policy.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plans the way back to the good points, or to the undo points: reads what planning needs, keeps
 * the plan, and says what comes next.
 */
public final class PlanHandler extends JsonHandler<PlanHandler.Input, PlanHandler.Output> {
  /** How long after its promotion an alarm speaks against a point. */
  private static final Duration TRIAL = Duration.ofDays(1);

  /** A ledger entry and a hold have to stay small; the plan itself holds all differences. */
  private static final int CHANGES_MAX = 32;

  private final Configuration configuration;
  private final Incidents incidents;
  private final Ledger ledger;
  private final GroupReader groups;
  private final TargetReader targetReader;
  private final GoodPoints goodPoints;
  private final HistoryReader histories;
  private final TargetHealthReader targetHealth;
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
    this.groups = new GroupReader(platform);
    this.targetReader = new TargetReader(platform);
    this.goodPoints = new GoodPoints(platform);
    this.histories = new HistoryReader(platform);
    this.targetHealth = new TargetHealthReader(platform);
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
   */
  public record Input(String incidentId, Optional<String> undoOf) {
    /** Refuses a missing incident. */
    public Input {
      Check.present(incidentId, "incidentId");
      undoOf = undoOf == null ? Optional.empty() : undoOf;
    }
  }

  /** What the recovery does next. */
  public enum Next {
    /** Carry out the plan. */
    EXECUTE,
    /** Ask people first. */
    APPROVE,
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
   */
  public record Output(
      Next next,
      Optional<Outcome> outcome,
      String because,
      Optional<String> planKey,
      List<List<String>> waves,
      long approvalSeconds) {}

  @Override
  public Output handle(Input input, Invocation invocation) {
    Incident incident = incidents.require(input.incidentId());
    Chain chain = ledger.read(incident.id());
    boolean undo = input.undoOf().isPresent();
    Dependencies dependencies = Dependencies.of(configuration.targets());
    List<Situation> situations = undo ? toUndo(incident, chain) : toRecover(incident, chain);
    Instant now = clock.instant();
    Planning planning =
        undo
            ? Planner.undo(incident.id(), situations, dependencies, now, incident.deadline())
            : Planner.plan(incident.id(), situations, dependencies, now, incident.deadline());
    return switch (planning) {
      case Planning.Pointless pointless ->
          undo
              ? end(chain, Outcome.ESCALATED, pointless.because(), Optional.empty())
              : escalate(incident, chain, situations, pointless.because());
      case Planning.TooLate tooLate ->
          end(
              chain,
              Outcome.ESCALATED,
              tooLate.because(),
              Optional.of(keep(incident, tooLate.plan())));
      case Planning.Feasible feasible -> {
        Optional<String> held = undo ? Optional.empty() : breaker.open(incident);
        yield held.isPresent()
            ? end(
                chain, Outcome.ESCALATED, held.get(), Optional.of(keep(incident, feasible.plan())))
            : gate(incident, chain, feasible.plan(), now);
      }
    };
  }

  /**
   * Nothing would help. Where that is because the newest good point is itself what fails, it is not
   * trusted any more, and a person gets the plan back to the one before it: whether to go back so
   * far is theirs to say.
   */
  private Output escalate(
      Incident incident, Chain chain, List<Situation> situations, String because) {
    boolean suspected = false;
    for (Situation situation : situations) {
      suspected |= suspect(incident, situation);
    }
    if (!suspected) {
      return end(chain, Outcome.ESCALATED, because, Optional.empty());
    }
    Planning further =
        Planner.plan(
            incident.id(),
            toRecover(incident, chain),
            Dependencies.of(configuration.targets()),
            clock.instant(),
            incident.deadline());
    return switch (further) {
      case Planning.Feasible feasible -> ready(incident, chain, feasible.plan(), because);
      case Planning.TooLate late -> ready(incident, chain, late.plan(), because);
      case Planning.Pointless _ -> end(chain, Outcome.ESCALATED, because, Optional.empty());
    };
  }

  private Output ready(Incident incident, Chain chain, Plan plan, String because) {
    return end(
        chain,
        Outcome.ESCALATED,
        because
            + " That point is not trusted any more. A plan to the one before it is ready, and is what"
            + " a recovery started by hand would carry out: "
            + plan.summary(),
        Optional.of(keep(incident, plan)));
  }

  private Output gate(Incident incident, Chain chain, Plan plan, Instant now) {
    String planKey = keep(incident, plan);
    boolean approve = false;
    for (TargetPlan targetPlan : plan.targets().toList()) {
      Permission permission = controls.read(target(targetPlan.targetId()));
      if (!permission.allowsChange()) {
        return end(chain, Outcome.DECLINED, permission.refusal(), Optional.of(planKey));
      }
      approve |= permission.mode() == Mode.APPROVE;
    }
    ledger.append(chain, new Fact.Planned(planKey, plan.undo(), plan.summary(), changes(plan)));
    long approvalSeconds =
        Duration.between(now, Planner.lastInstant(incident.deadline())).toSeconds()
            - plan.forecastSeconds();
    List<List<String>> waves =
        plan.waves().stream()
            .map(wave -> wave.targets().stream().map(TargetPlan::targetId).toList())
            .toList();
    // An undo was approved with what it undoes: whoever lets us act lets us take it back.
    boolean ask = approve && !plan.undo();
    return new Output(
        ask ? Next.APPROVE : Next.EXECUTE,
        Optional.empty(),
        plan.summary(),
        Optional.of(planKey),
        waves,
        Math.max(1, approvalSeconds));
  }

  private Output end(Chain chain, Outcome outcome, String because, Optional<String> planKey) {
    Chain known = chain;
    if (planKey.isPresent()) {
      known =
          ledger.append(
              chain, new Fact.Planned(planKey.get(), false, "Not carried out.", new TreeMap<>()));
    }
    ledger.append(known, new Fact.NotPlanned(outcome, because));
    return new Output(Next.END, Optional.of(outcome), because, planKey, List.of(), 1);
  }

  /** What had gone bad, for whoever must not deploy it again; of an undo nobody asks. */
  private static SortedMap<String, List<Change>> changes(Plan plan) {
    SortedMap<String, List<Change>> changes = new TreeMap<>();
    if (!plan.undo()) {
      plan.targets()
          .forEach(target -> changes.put(target.targetId(), changes(target.differences())));
    }
    return changes;
  }

  private static List<Change> changes(List<Difference> differences) {
    return differences.stream()
        .filter(Difference::isRelevant)
        .limit(CHANGES_MAX)
        .map(found -> new Change(found.field(), found.point(), found.live()))
        .toList();
  }

  private String keep(Incident incident, Plan plan) {
    return points.keepDocument("incidents/" + incident.id() + "/plan", plan);
  }

  private List<Situation> toRecover(Incident incident, Chain chain) {
    List<Situation> situations = new ArrayList<>();
    for (String targetId : incident.targetIds()) {
      Target target = target(targetId);
      Reading live = targetReader.readWhole(target);
      situations.add(situation(target, live, goodPoints.newest(target), chain));
    }
    return situations;
  }

  /**
   * An alarm over the very configuration that was promoted within a day speaks against the
   * promotion.
   */
  private boolean suspect(Incident incident, Situation situation) {
    if (!(situation.live() instanceof Reading.Captured captured)) {
      return false;
    }
    String identity = captured.body().identity();
    List<PointRecord> known = points.points(situation.target().id());
    if (known.stream().filter(record -> record.status() == PointStatus.GOOD).count() < 2) {
      // The last good point is never taken away: a doubtful way back is better than none.
      return false;
    }
    boolean suspected = false;
    for (PointRecord record : known) {
      boolean promotedLately =
          record.promotedAt().filter(at -> at.plus(TRIAL).isAfter(incident.since())).isPresent();
      if (record.status() == PointStatus.GOOD
          && promotedLately
          && record.identity().equals(identity)) {
        points.index(record.suspected());
        suspected = true;
      }
    }
    return suspected;
  }

  private List<Situation> toUndo(Incident incident, Chain chain) {
    List<Situation> situations = new ArrayList<>();
    for (String targetId : incident.targetIds()) {
      Target target = target(targetId);
      chain
          .facts(Fact.BackedUp.class)
          .filter(backup -> backup.targetId().equals(targetId))
          .findFirst()
          .ifPresent(
              backup -> {
                PointBody undoPoint = points.document(backup.undoKey(), PointBody.class);
                Target changed = target.pinnedTo(undoPoint.groupName());
                Reading live = targetReader.readWhole(changed);
                situations.add(
                    situation(changed, live, undoGoal(targetId, undoPoint, chain), chain));
              });
    }
    return situations;
  }

  /** Where somebody else changes the target, undoing would be in their way. */
  private static Situation.Goal undoGoal(String targetId, PointBody undoPoint, Chain chain) {
    return chain
        .facts(Fact.ForeignChange.class)
        .filter(foreign -> foreign.targetId().equals(targetId))
        .<Situation.Goal>map(foreign -> new Situation.Goal.None(foreign.because()))
        .findFirst()
        .orElseGet(() -> new Situation.Goal.Known(undoPoint));
  }

  /** What is known of a target, with what its group's past tells, where it can be read. */
  private Situation situation(Target target, Reading live, Situation.Goal goal, Chain chain) {
    return switch (live) {
      case Reading.Unreadable _ -> new Situation(target, live, goal);
      case Reading.Captured captured -> {
        String groupName = captured.body().groupName();
        yield new Situation(
            target,
            live,
            goal,
            groups
                .activeRefresh(groupName)
                .map(refresh -> RolloutReader.of(refresh, captured.body())),
            histories.read(groupName, clock.instant()),
            chain.openObligations().stream()
                .filter(owed -> owed.targetId().equals(target.id()))
                .toList(),
            Set.copyOf(targetHealth.notServing(captured.body())));
      }
    };
  }

  private Target target(String targetId) {
    return configuration
        .target(targetId)
        .orElseThrow(
            () -> new IllegalStateException("The configuration has no target " + targetId + "."));
  }
}
