package dev.lastgood.functions.verify;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.detect.AlarmReader;
import dev.lastgood.functions.handler.Check;
import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.handler.LambdaPlatform;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Heartbeats;
import dev.lastgood.functions.ledger.Incident;
import dev.lastgood.functions.ledger.Incidents;
import dev.lastgood.functions.ledger.Leases;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.plan.GroupPlan;
import dev.lastgood.functions.plan.Plan;
import dev.lastgood.functions.plan.Planner;
import dev.lastgood.functions.plan.StackPlan;
import dev.lastgood.functions.plan.TargetPlan;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.GroupReader;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.Running;
import dev.lastgood.functions.point.SourceReader;
import dev.lastgood.functions.point.StackGroup;
import dev.lastgood.functions.point.TargetHealthReader;
import dev.lastgood.functions.point.TargetReader;
import dev.lastgood.functions.stack.StackState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks whether a recovery holds, once; the state machine looks again until it does. */
public final class VerifyHandler extends JsonHandler<VerifyHandler.Input, VerifyHandler.Output> {
  private static final int WAIT_SECONDS = 10;

  /** From the last look to the first change of an undo: a plan, with some retries. */
  private static final int PLAN_UNDO_SECONDS = 30;

  private final Platform platform;
  private final Incidents incidents;
  private final Ledger ledger;
  private final Heartbeats heartbeats;
  private final Leases leases;
  private final AlarmReader alarms;
  private final TargetReader targetReader;
  private final GroupReader groups;
  private final Running.Lookup lookup;
  private final TargetHealthReader targetHealth;
  private final PointStore points;
  private final Probes probes;

  /** As Lambda makes it. */
  public VerifyHandler() {
    this(LambdaPlatform.instance());
  }

  /**
   * As anything else makes it.
   *
   * @param platform where it runs
   */
  public VerifyHandler(Platform platform) {
    super(Input.class);
    this.platform = platform;
    this.incidents = new Incidents(platform);
    this.ledger = new Ledger(platform);
    this.heartbeats = new Heartbeats(platform);
    this.leases = new Leases(platform);
    this.alarms = new AlarmReader(platform);
    this.targetReader = new TargetReader(platform);
    this.groups = new GroupReader(platform);
    this.lookup = new SourceReader(platform);
    this.targetHealth = new TargetHealthReader(platform);
    this.points = new PointStore(platform);
    this.probes = new Probes(platform);
  }

  /**
   * What to verify.
   *
   * @param incidentId the incident
   * @param planKey where the plan that was carried out is kept
   * @param at when the state machine came to look, on its own clock: how long an alarm has been OK
   *     is told by CloudWatch's, and a function's own may be wrong
   */
  public record Input(String incidentId, String planKey, Instant at) {
    /** Refuses what lacks a field. */
    public Input {
      Check.name(incidentId, "incidentId");
      Check.planKey(planKey, incidentId);
      Check.instant(at, "at");
    }
  }

  /** What was found. */
  public enum Status {
    /** It holds. */
    VERIFIED,
    /** Not yet: look again after the wait. */
    PENDING,
    /** It does not hold, and there is no time left for it. */
    FAILED,
    /** A person cancelled the incident: nobody looks any more. */
    CANCELLED
  }

  /**
   * What came of it.
   *
   * @param status what was found
   * @param waitSeconds how long to wait before the next look
   * @param outcome what the incident ends with, where it holds; absent otherwise
   * @param because what was seen or is missing, in sentences
   */
  public record Output(Status status, int waitSeconds, Optional<Outcome> outcome, String because) {}

  @Override
  public Output handle(Input input, Invocation invocation) {
    Incident incident = incidents.require(input.incidentId());
    Chain chain = ledger.read(incident.id());
    Optional<Fact.CancelAsked> cancelled = chain.cancelAsked();
    if (cancelled.isPresent()) {
      return new Output(Status.CANCELLED, 0, Optional.empty(), cancelled.get().says());
    }
    Plan plan = points.document(input.planKey(), Plan.class);
    Instant now = input.at();
    Instant giveUpAt = giveUpAt(incident, plan);
    boolean lastLook = !now.isBefore(giveUpAt);
    List<TargetPlan> targetPlans = plan.targets().toList();
    targetPlans.forEach(targetPlan -> leases.renew(targetPlan.targetId(), incident.id()));
    AlarmCheck quiet = alarms(targetPlans, now);
    if (!quiet.missing().isEmpty() && !lastLook) {
      // The alarms come last of all: while they are not quiet, nothing else needs to be asked.
      return pending(chain, quiet.waitSeconds(), now, giveUpAt, quiet.missing());
    }
    Instant heardBy = heardBy(incident, chain, targetPlans);
    if (now.isBefore(heardBy) && !lastLook) {
      return pending(
          chain,
          (int) Math.min(WAIT_SECONDS, Duration.between(now, heardBy).plusSeconds(1).toSeconds()),
          now,
          giveUpAt,
          List.of("An alarm that what went wrong has raised may be on its way."));
    }
    List<String> evidence = new ArrayList<>();
    List<String> missing = new ArrayList<>(quiet.missing());
    for (TargetPlan targetPlan : targetPlans) {
      switch (judge(targetPlan, chain.openObligations())) {
        case Verdict.Holds holds -> evidence.addAll(holds.evidence());
        case Verdict.NotYet notYet -> missing.addAll(notYet.missing());
      }
    }
    if (missing.isEmpty()) {
      // The team's probes come last: they are asked of what looks well in every other respect.
      targetPlans.stream()
          .map(this::target)
          .forEach(target -> missing.addAll(probes.missing(target, incident.id())));
    }
    if (missing.isEmpty()) {
      // All of that takes seconds, in which an alarm may have gone off.
      missing.addAll(alarms(targetPlans, now).missing());
    }
    if (missing.isEmpty()) {
      evidence.add("Every alarm has been OK for the stability window.");
      targetPlans.stream()
          .flatMap(targetPlan -> target(targetPlan).probes().stream())
          .forEach(probe -> evidence.add("The probe " + probe + " passed."));
      List<String> targetIds = targetPlans.stream().map(TargetPlan::targetId).toList();
      ledger.append(chain, new Fact.Verified(targetIds, evidence));
      return new Output(
          Status.VERIFIED, 0, Optional.of(outcome(chain)), String.join(" ", evidence));
    }
    if (lastLook) {
      ledger.append(chain, new Fact.NotVerified(missing));
      return new Output(Status.FAILED, 0, Optional.empty(), String.join(" ", missing));
    }
    return pending(chain, WAIT_SECONDS, now, giveUpAt, missing);
  }

  /**
   * When every alarm has had its say. One that began the incident has; after an operation that
   * failed, an alarm may go off when its cause is gone already, and would tell so only later.
   */
  private Instant heardBy(Incident incident, Chain chain, List<TargetPlan> targetPlans) {
    if (incident.stackFailure().isEmpty()) {
      return Instant.MIN;
    }
    int seconds =
        targetPlans.stream()
            .map(this::target)
            .mapToInt(target -> target.clearingSeconds() + target.stabilityWindowSeconds())
            .max()
            .orElse(0);
    return chain.entries().stream()
        .filter(entry -> entry.fact() instanceof Fact.ActionEnded)
        .map(entry -> entry.at().plusSeconds(seconds))
        .reduce((before, after) -> after)
        .orElse(Instant.MIN);
  }

  /** Where the plan would be undone, that needs time: to be planned, too. */
  private static Instant giveUpAt(Incident incident, Plan plan) {
    int undoSeconds = Planner.undoSeconds(plan);
    return Planner.lastInstant(incident.deadline())
        .minusSeconds(undoSeconds == 0 ? 0 : undoSeconds + PLAN_UNDO_SECONDS);
  }

  /** The last look comes when it must, whatever the wait would be. */
  private Output pending(
      Chain chain, int waitSeconds, Instant now, Instant giveUpAt, List<String> missing) {
    long left = Duration.between(now, giveUpAt).plusSeconds(1).toSeconds();
    int wait = (int) Math.min(waitSeconds, left);
    heartbeats.beat(
        chain,
        "verify",
        "Waits for the proof. " + String.join(" ", missing),
        "It looks again in " + wait + " s, until " + giveUpAt + ".");
    return new Output(Status.PENDING, wait, Optional.empty(), String.join(" ", missing));
  }

  /** What is well without a change of ours was not recovered by us. */
  private static Outcome outcome(Chain chain) {
    return chain.facts(Fact.Intent.class).findAny().isPresent()
        ? Outcome.RECOVERED
        : Outcome.NOT_NEEDED;
  }

  private AlarmCheck alarms(List<TargetPlan> targetPlans, Instant now) {
    return targetPlans.stream()
        .map(this::target)
        .map(target -> AlarmCheck.judge(target, alarms.read(target.alarmNames()), now))
        .reduce(AlarmCheck.QUIET, AlarmCheck::and);
  }

  private Verdict judge(TargetPlan targetPlan, List<Obligation> owed) {
    return switch (targetPlan) {
      case GroupPlan group -> judge(group, owed);
      case StackPlan stack ->
          switch (targetReader.readStack(target(stack), stack.stackId())) {
            case Reading.Unreadable unreadable -> new Verdict.NotYet(List.of(unreadable.because()));
            case Reading.Stack live ->
                StackVerifier.judge(
                    stack.targetId(), stack.goal(), live.body(), groupsLack(live.body().state()));
          };
    };
  }

  private List<String> groupsLack(StackState state) {
    List<String> lack = new ArrayList<>();
    for (StackGroup group : groups.ofStack(state.groupNames())) {
      lack.addAll(group.lack());
      group
          .described()
          .map(it -> targetHealth.notServing(Fleet.of(it), it.targetGroupARNs()))
          .orElse(List.of())
          .forEach(id -> lack.add("The load balancer does not find " + id + " healthy."));
    }
    return lack;
  }

  private Verdict judge(GroupPlan targetPlan, List<Obligation> owed) {
    return switch (targetReader.readGroup(target(targetPlan), targetPlan.groupName())) {
      case Reading.Unreadable unreadable -> new Verdict.NotYet(List.of(unreadable.because()));
      case Reading.Group captured ->
          settled(
              targetPlan,
              Verifier.judge(
                  targetPlan.targetId(),
                  targetPlan.goal(),
                  captured.body(),
                  targetHealth.notServing(captured.body()),
                  owed,
                  lookup));
    };
  }

  /** What somebody is still replacing is not proven to stay as it is. */
  private Verdict settled(GroupPlan targetPlan, Verdict found) {
    return switch (found) {
      case Verdict.NotYet _ -> found;
      case Verdict.Holds _ ->
          groups
              .activeRefresh(targetPlan.groupName())
              .<Verdict>map(
                  refresh ->
                      new Verdict.NotYet(
                          List.of(
                              "The instance refresh "
                                  + refresh.instanceRefreshId()
                                  + " is under way in "
                                  + targetPlan.targetId()
                                  + ".")))
              .orElse(found);
    };
  }

  private Target target(TargetPlan targetPlan) {
    return platform
        .configuration()
        .target(targetPlan.targetId())
        .orElseThrow()
        .pinnedTo(targetPlan.resourceName());
  }
}
