package dev.lastgood.functions.verify;

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
import dev.lastgood.functions.ledger.Leases;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.ledger.Outcome;
import dev.lastgood.functions.plan.GroupPlan;
import dev.lastgood.functions.plan.Plan;
import dev.lastgood.functions.plan.Planner;
import dev.lastgood.functions.plan.StackPlan;
import dev.lastgood.functions.plan.TargetPlan;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.PointStore;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.StackBody;
import dev.lastgood.functions.point.TargetReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last look before the first change: keeps the live state as the undo point, and lets go of an
 * incident whose alarms have cleared by themselves.
 */
public final class BackUpHandler extends JsonHandler<BackUpHandler.Input, BackUpHandler.Output> {
  private static final int WAIT_SECONDS = 10;

  private final Platform platform;
  private final Incidents incidents;
  private final Ledger ledger;
  private final Heartbeats heartbeats;
  private final Leases leases;
  private final AlarmReader alarms;
  private final TargetReader targetReader;
  private final PointStore points;

  /** As Lambda makes it. */
  public BackUpHandler() {
    this(LambdaPlatform.instance());
  }

  /**
   * As anything else makes it.
   *
   * @param platform where it runs
   */
  public BackUpHandler(Platform platform) {
    super(Input.class);
    this.platform = platform;
    this.incidents = new Incidents(platform);
    this.ledger = new Ledger(platform);
    this.heartbeats = new Heartbeats(platform);
    this.leases = new Leases(platform);
    this.alarms = new AlarmReader(platform);
    this.targetReader = new TargetReader(platform);
    this.points = new PointStore(platform);
  }

  /**
   * For which plan.
   *
   * @param incidentId the incident
   * @param planKey where its plan is kept
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

  /** What the recovery does next. */
  public enum Next {
    /** Begin with the changes. */
    CONTINUE,
    /** The alarms are clear, but not for long enough to be sure: look again after the wait. */
    WAIT,
    /** Nothing more: the incident ends. */
    END
  }

  /**
   * What came of it.
   *
   * @param next what the recovery does next
   * @param waitSeconds how long to wait, where it waits
   * @param outcome the incident's outcome, where it ends; absent otherwise
   * @param because why, in a sentence
   */
  public record Output(Next next, int waitSeconds, Optional<Outcome> outcome, String because) {}

  @Override
  public Output handle(Input input, Invocation invocation) {
    Incident incident = incidents.require(input.incidentId());
    Chain chain = ledger.read(incident.id());
    Optional<Fact.CancelAsked> cancelled = Boundary.reached(chain, incident.targetIds());
    if (cancelled.isPresent()) {
      return new Output(Next.END, 0, Optional.of(Outcome.CANCELLED), cancelled.get().says());
    }
    Plan plan = points.document(input.planKey(), Plan.class);
    List<Target> targets = new ArrayList<>();
    for (TargetPlan targetPlan : plan.targets().toList()) {
      targets.add(
          platform
              .configuration()
              .target(targetPlan.targetId())
              .orElseThrow()
              .pinnedTo(targetPlan.resourceName()));
      leases.renew(targetPlan.targetId(), incident.id());
    }
    Instant now = input.at();
    List<AlarmReading> readings =
        alarms.read(
            targets.stream().flatMap(target -> target.alarmNames().stream()).distinct().toList());
    Duration window =
        Duration.ofSeconds(
            targets.stream().mapToInt(Target::stabilityWindowSeconds).max().orElse(0));
    // Where a person began it, the alarms have nothing to say about whether it is needed; and what
    // was begun, under a plan before this one, is finished and never left mixed.
    // A stack that is stuck, or in the middle of an operation, is not well because requests are.
    boolean atRest = plan.targets().allMatch(BackUpHandler::isAtRest);
    boolean byAlarm =
        incident.isByAlarm() && atRest && chain.facts(Fact.Intent.class).findAny().isEmpty();
    if (byAlarm && readings.stream().allMatch(alarm -> alarm.isOkFor(now, window))) {
      return new Output(
          Next.END,
          0,
          Optional.of(Outcome.NOT_NEEDED),
          "Every alarm has been OK for " + window.toSeconds() + " s, and nothing was changed.");
    }
    boolean allOk =
        byAlarm && readings.stream().allMatch(alarm -> alarm.isOkFor(now, Duration.ZERO));
    boolean timeToWait =
        now.plusSeconds(plan.forecastSeconds() + 2L * WAIT_SECONDS)
            .isBefore(Planner.lastInstant(incident.deadline()));
    if (allOk && timeToWait) {
      heartbeats.beat(
          chain,
          "back up",
          "Waits whether the alarms stay clear, before anything is changed.",
          "It looks again in " + WAIT_SECONDS + " s.");
      return new Output(
          Next.WAIT,
          WAIT_SECONDS,
          Optional.empty(),
          "Every alarm is OK at the moment, which may last.");
    }
    for (Target target : targets) {
      if (isBackedUp(chain, target)) {
        // What it was before the first change of all is what undoing leads back to.
        continue;
      }
      switch (targetReader.readWhole(target)) {
        case Reading.Unreadable unreadable -> {
          return new Output(Next.END, 0, Optional.of(Outcome.ESCALATED), unreadable.because());
        }
        case Reading.Captured captured -> {
          String key = points.keepUndo("incidents/" + incident.id() + "/undo", captured);
          chain =
              ledger.append(chain, new Fact.BackedUp(target.id(), key, healthyInService(captured)));
        }
      }
    }
    heartbeats.beat(chain, "back up", "The live state is kept.", "It begins with the changes.");
    return new Output(Next.CONTINUE, 0, Optional.empty(), "The live state is kept.");
  }

  private static boolean isAtRest(TargetPlan targetPlan) {
    return switch (targetPlan) {
      case StackPlan stack -> stack.before().state().status().isStable();
      case GroupPlan _ -> true;
    };
  }

  private static Optional<Integer> healthyInService(Reading.Captured captured) {
    return switch (captured.body()) {
      case GroupBody group -> Optional.of(group.fleet().healthyInService());
      case StackBody _ -> Optional.empty();
    };
  }

  private static boolean isBackedUp(Chain chain, Target target) {
    return chain
        .facts(Fact.BackedUp.class)
        .anyMatch(backup -> backup.targetId().equals(target.id()));
  }
}
