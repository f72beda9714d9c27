package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.access.AccessLog;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.invariant.Finding;
import dev.lastgood.simulator.invariant.Invariant;
import dev.lastgood.simulator.invariant.Invariants;
import dev.lastgood.simulator.invariant.LedgerView;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.kernel.CallObserver;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.lambda.InvocationContext;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One run of one script in a world of its own. */
final class Rehearsal {
  /** How long after its deadline an incident may take to converge before that is a finding. */
  private static final Duration CONVERGENCE = Duration.ofMinutes(10);

  /** How long the world may take from the beginning of what goes wrong to the alarm. */
  private static final Duration ALARM_WITHIN = Duration.ofMinutes(150);

  /** The services by which targets are changed. */
  private static final Set<String> CHANGED = Set.of("autoscaling", "cloudformation");

  private final SimulatedWorld world;
  private final Performance<?> performance;
  private final Target target;
  private final Timeline timeline;
  private final LedgerView ledger;
  private final AccessLog access;
  private final Invariants invariants;
  private final Script script;
  private final Instant begin;
  private final Twist twist;
  private final Extent extent;
  private final Hostility hostility;
  private final Coverage.Counter counter;
  private boolean cutShort;
  private Instant firstChangeAt = Instant.MAX;
  private Instant restoredAt = Instant.MAX;
  private Instant quietAt = Instant.MAX;

  Rehearsal(
      Script script,
      Twist twist,
      Installation installation,
      long seed,
      FaultSettings faults,
      Extent extent,
      int bytesEvery,
      Telling telling,
      Coverage coverage) {
    this.script = script;
    this.twist = twist;
    this.extent = extent;
    Configuration configuration = installation.configuration();
    List<Target> all = script.targets(configuration);
    List<Target> targets =
        all.subList(0, Math.min(all.size(), extent.targetsMax().orElse(all.size())));
    this.target = targets.getFirst();
    this.ledger = new LedgerView(installation.ledgerTable());
    this.world =
        new SimulatedWorld(
            new WorldSettings(configuration.withTargets(targets), seed, faults, bytesEvery));
    this.performance = script.perform(world, installation, targets);
    this.timeline =
        new Timeline(world.time(), telling != Telling.NOTHING, performance.stage().resourceName());
    Onset onset = Onset.of(target, seed);
    this.begin = onset.begin();
    this.access = installation.deploy(world, onset.deployed());
    world.dynamoDb().listen(change -> ledger.take(change, world.time().now()));
    this.invariants = new Invariants(world, installation, ledger, performance.stage().truths());
    access.listen(invariants::refused);
    world.watchCalls(
        new CallObserver() {
          @Override
          public void before(Call call) {
            noteFirstChange(call);
          }
        });
    ledger.listen((incident, at, fact) -> noteOutcome(incident));
    this.hostility =
        new Hostility(
            world,
            performance,
            ledger,
            timeline,
            new Answers(world, performance.stage().answerFunction()));
    this.counter = coverage.count(world, targets, ledger);
    if (telling == Telling.EVERY_STEP) {
      new Narrator(
          world, timeline, installation.stateTable(), targets.stream().map(Target::id).toList());
    }
  }

  /**
   * Runs it to its end. To be called on a virtual thread.
   *
   * @return what it came to
   */
  RehearsalResult run() {
    VirtualTime time = world.time();
    twist.prepare(world, begin);
    time.run(begin, () -> false);
    if (timeline.isKept()) {
      performance.stage().tell(timeline);
      world.cloudWatch().listen(timeline::alarmChanged);
      ledger.read(timeline);
    }
    // In the loop's own turn, as everything that the world does.
    time.after(
        Duration.ZERO,
        () -> {
          hostility.begin();
          performance.begin(timeline);
        });
    Instant limit =
        begin.plus(ALARM_WITHIN).plusSeconds(target.deadlineSeconds()).plus(CONVERGENCE);
    Instant cut =
        extent.secondsMax().isPresent()
            ? begin.plusSeconds(extent.secondsMax().getAsInt())
            : Instant.MAX;
    time.run(cut.isBefore(limit) ? cut : limit, this::isOver);
    cutShort = extent.secondsMax().isPresent();
    if (!cutShort) {
      invariants.checkEnd();
    }
    counter.add();
    time.endStrands();
    return result();
  }

  /** What was allowed and refused in it. */
  AccessLog access() {
    return access;
  }

  private boolean isOver() {
    return twist.isOver()
        && ledger.incidents().size() >= script.incidents()
        && ledger.incidents().getLast().closedAt() != Instant.MAX
        && hostility.isOver()
        && invariants.pending().isEmpty();
  }

  private void noteFirstChange(Call call) {
    if (call.operation().mutating()
        && CHANGED.contains(call.operation().service())
        && call.caller().flatMap(caller -> caller.attachment(InvocationContext.class)).isPresent()
        && firstChangeAt == Instant.MAX) {
      firstChangeAt = call.at();
    }
  }

  private void noteOutcome(LedgerView.Trail incident) {
    boolean first = incident.id().equals(ledger.incidents().getFirst().id());
    if (first && incident.outcome().isPresent() && restoredAt == Instant.MAX) {
      restoredAt = performance.stage().restoredSince();
      quietAt = performance.stage().quietSince();
    }
  }

  private RehearsalResult result() {
    Optional<LedgerView.Trail> incident = ledger.incidents().stream().findFirst();
    List<Violation> violations = new ArrayList<>();
    for (Finding finding : invariants.findings()) {
      violations.add(
          new Violation(world.settings().seed(), finding.invariant().toString(), finding.detail()));
    }
    if (incident.isEmpty()) {
      boolean told =
          world.settings().faults().changesOutcomes() && invariants.tellOfAnUnhandledEvent();
      if (!cutShort && !told) {
        violations.add(
            new Violation(
                world.settings().seed(),
                Invariant.NO_EVENT_LOST.toString(),
                "No incident was opened."));
      }
      return new RehearsalResult(
          script.scenario().name(),
          world.settings().seed(),
          "NONE",
          0,
          target.deadlineSeconds(),
          violations,
          timeline.entries(begin),
          new Shares(0, 0, 0));
    }
    if (!cutShort && !world.settings().faults().changesOutcomes()) {
      checkFurther(violations);
    }
    LedgerView.Trail trail = incident.get();
    double seconds =
        trail.outcome().isEmpty() ? 0 : seconds(trail.opened().since(), trail.closedAt());
    return new RehearsalResult(
        script.scenario().name(),
        world.settings().seed(),
        trail.outcome().map(Enum::name).orElse("NONE"),
        seconds,
        target.deadlineSeconds(),
        violations,
        timeline.entries(begin),
        shares(trail, seconds));
  }

  /** A result is its first incident's; those that follow have to end as the scenario says, too. */
  private void checkFurther(List<Violation> violations) {
    long seed = world.settings().seed();
    if (ledger.incidents().size() < script.incidents()) {
      violations.add(
          new Violation(
              seed,
              Invariant.NO_EVENT_LOST.toString(),
              "There are %d incidents instead of %d."
                  .formatted(ledger.incidents().size(), script.incidents())));
    }
    for (LedgerView.Trail further : ledger.incidents().stream().skip(1).toList()) {
      String outcome = further.outcome().map(Enum::name).orElse("NONE");
      if (!script.furtherOutcomes().contains(outcome)) {
        violations.add(
            new Violation(
                seed,
                "the scenario's outcome",
                "The further incident %s ended as %s instead of %s."
                    .formatted(
                        further.id(),
                        outcome,
                        String.join(" or ", new TreeSet<>(script.furtherOutcomes())))));
      }
    }
  }

  /**
   * AWS works from our first change until the world is what it was; the proof takes from then until
   * every alarm has been OK for the window; what remains is the orchestrator's own. What comes
   * after the outcome is nobody's.
   */
  private Shares shares(LedgerView.Trail trail, double seconds) {
    if (firstChangeAt == Instant.MAX || restoredAt == Instant.MAX || quietAt == Instant.MAX) {
      return new Shares(seconds, 0, 0);
    }
    Instant end = trail.closedAt();
    Instant restored = earlier(restoredAt, end);
    double provider = Math.max(0, seconds(firstChangeAt, restored));
    Instant proven = earlier(quietAt.plusSeconds(target.stabilityWindowSeconds()), end);
    double proof = Math.max(0, seconds(restored, proven));
    return new Shares(round(seconds - provider - proof), provider, proof);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }

  private static double round(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
