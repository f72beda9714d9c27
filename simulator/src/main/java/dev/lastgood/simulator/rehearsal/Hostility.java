package dev.lastgood.simulator.rehearsal;

import dev.lastgood.asl.ExecutionDescription;
import dev.lastgood.asl.StepFunctionsException;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.simulator.invariant.LedgerView;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.Faults;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The faults that strike an incident as a whole, or an execution: services that do not answer,
 * zones without capacity, executions that somebody aborts, a second failure, a pipeline that does
 * not wait. What strikes single calls, events and instances does so where these are simulated.
 *
 * <p>Each incident's faults end a minute after its deadline. From the last of them on nothing goes
 * wrong any more, and everything has to converge.
 */
final class Hostility {
  /** How long after an incident's deadline its faults end. */
  private static final Duration AFTER_DEADLINE = Duration.ofMinutes(1);

  private static final Duration OUTAGE_LEAST = Duration.ofSeconds(20);
  private static final Duration OUTAGE_MORE = Duration.ofSeconds(160);

  /** An incident's services break down from a little before it is detected. */
  private static final Duration BEFORE = Duration.ofSeconds(60);

  private static final Duration SHORTAGE = Duration.ofMinutes(10);
  private static final Duration FAILS_FOR = Duration.ofMinutes(4);

  private static final Duration MISSING_LEAST = Duration.ofMinutes(2);
  private static final Duration MISSING_MORE = Duration.ofMinutes(4);

  /** How long somebody keeps an instance aside at the most. */
  private static final Duration ASIDE = Duration.ofMinutes(8);

  /** How much of the data that does not come in time comes late. */
  private static final double LATE_DATA = 0.5;

  private static final List<String> KEEPERS = List.of("dynamodb", "s3", "kms", "sns");

  /** The services whose quotas a recovery meets. */
  private static final List<String> BOUNDED =
      List.of("autoscaling", "cloudformation", "ec2", "rds");

  /** How much of the outages are of two services at once. */
  private static final double PAIRS = 0.4;

  private final SimulatedWorld world;
  private final Faults faults;
  private final Performance<?> performance;
  private final Timeline timeline;
  private final Answers answers;
  private final List<Runnable> untilOver = new ArrayList<>();
  private Instant endsAt = Instant.MIN;
  private boolean disturbed;
  private boolean neighbourFailed;

  Hostility(
      SimulatedWorld world,
      Performance<?> performance,
      LedgerView ledger,
      Timeline timeline,
      Answers answers) {
    this.world = world;
    this.faults = world.faults();
    this.performance = performance;
    this.timeline = timeline;
    this.answers = answers;
    faults.listen((fault, where) -> timeline.say("fault", fault.faultName() + ": " + where));
    world.watchExecutions(this::executionChanged);
    ledger.listen((incident, _, fact) -> written(incident, fact));
    ledger.listen(answers::written);
  }

  /** Begins when the scenario begins to go wrong. */
  void begin() {
    if (faults.strikes(Fault.LOW_THROTTLE, () -> "all services")) {
      faults.lowerThrottles();
    }
  }

  private void written(LedgerView.Trail incident, Fact fact) {
    switch (fact) {
      case Fact.Opened opened -> opened(opened);
      case Fact.Intent _ -> disturb(incident);
      default -> {}
    }
  }

  private void opened(Fact.Opened opened) {
    if (faults.isOver()) {
      return;
    }
    Instant now = world.time().now();
    Duration whole = Duration.between(now, opened.deadline());
    endsAt = later(endsAt, opened.deadline().plus(AFTER_DEADLINE));
    Instant mine = endsAt;
    // In the loop's own turn, as everything that the world does.
    world
        .time()
        .at(
            later(mine, now),
            () -> {
              if (endsAt.equals(mine)) {
                end();
              }
            });
    Set<String> services = broken();
    if (faults.strikes(Fault.OUTAGE, () -> String.join(" and ", services))) {
      Instant from =
          now.minus(BEFORE).plusMillis((long) (faults.share(Fault.OUTAGE) * whole.toMillis()));
      Duration lasts =
          OUTAGE_LEAST.plusMillis((long) (faults.share(Fault.OUTAGE) * OUTAGE_MORE.toMillis()));
      faults.breakDown(services, from, from.plus(lasts));
      timeline.say("fault", "No answer from " + from + " for " + lasts.toSeconds() + " s.");
    }
    String zone = Surroundings.zones(world).getFirst();
    if (faults.strikes(Fault.NO_CAPACITY, () -> zone)) {
      world.ec2().limitCapacity(zone, OptionalInt.of(0));
      world.time().after(SHORTAGE, () -> world.ec2().limitCapacity(zone, OptionalInt.empty()));
    }
    if (faults.strikes(Fault.INSTANCE_QUOTA, () -> "the account")) {
      world.ec2().limitVcpus(OptionalInt.of(0));
      world.time().after(SHORTAGE, () -> world.ec2().limitVcpus(OptionalInt.empty()));
    }
    reachQuotas();
    failNeighbour(opened);
  }

  /** At the same time, or in the middle of what is done about the first. */
  private void failNeighbour(Fact.Opened opened) {
    if (neighbourFailed || performance.stage().companions().isEmpty()) {
      return;
    }
    neighbourFailed = true;
    if (faults.strikes(Fault.SHARED_FAILURE, () -> "beside " + opened.targetIds())) {
      after(
          Fault.SHARED_FAILURE,
          SHORTAGE,
          () -> {
            timeline.say("outside", "Another target of the account fails, too.");
            performance.stage().failNeighbour(true);
            world.time().after(FAILS_FOR, () -> performance.stage().failNeighbour(false));
          });
    }
  }

  private void reachQuotas() {
    if (faults.settings().rate(Fault.SERVICE_QUOTA) == 0) {
      return;
    }
    String service = BOUNDED.get((int) (faults.share(Fault.SERVICE_QUOTA) * BOUNDED.size()));
    if (faults.strikes(Fault.SERVICE_QUOTA, () -> service)) {
      faults.reachQuotas(service, world.time().now().plus(SHORTAGE));
    }
  }

  /** Whether nothing goes wrong any more; what does not outlast an incident is over with it. */
  boolean isOver() {
    return faults.isOver() || !faults.settings().changesOutcomes();
  }

  /** All is over: what is still short is there again. */
  private void end() {
    faults.end();
    for (String zone : Surroundings.zones(world)) {
      world.ec2().limitCapacity(zone, OptionalInt.empty());
    }
    world.ec2().limitVcpus(OptionalInt.empty());
    untilOver.forEach(Runnable::run);
    timeline.say("fault", "From here on nothing goes wrong any more.");
  }

  private Set<String> broken() {
    if (faults.settings().rate(Fault.OUTAGE) == 0) {
      return Set.of();
    }
    Set<String> services = new TreeSet<>();
    services.add(KEEPERS.get((int) (faults.share(Fault.OUTAGE) * KEEPERS.size())));
    if (faults.share(Fault.OUTAGE) < PAIRS) {
      services.add(KEEPERS.get((int) (faults.share(Fault.OUTAGE) * KEEPERS.size())));
    }
    return services;
  }

  /**
   * What comes in a recovery's way, once in a rehearsal, after it has begun to change something.
   */
  private void disturb(LedgerView.Trail incident) {
    if (disturbed) {
      return;
    }
    disturbed = true;
    if (faults.strikes(Fault.SECOND_FAILURE, incident::id)) {
      after(
          Fault.SECOND_FAILURE,
          FAILS_FOR,
          () -> {
            timeline.say("outside", "Something else fails: so do requests.");
            performance.stage().failBesides(true);
            world.time().after(FAILS_FOR, () -> performance.stage().failBesides(false));
          });
    }
    if (faults.strikes(Fault.COLLIDING_DEPLOYMENT, incident::id)) {
      tolerated(
          Fault.COLLIDING_DEPLOYMENT,
          FAILS_FOR,
          () -> {
            timeline.say("deployment", "A pipeline deploys, whatever goes on.");
            performance.stage().deployBesides();
          });
    }
    loseData(incident);
    strayInstance(incident);
  }

  /** From some moment of the recovery or its proof on, its alarms hear nothing. */
  private void loseData(LedgerView.Trail incident) {
    if (faults.strikes(Fault.MISSING_DATA, incident::id)) {
      after(
          Fault.MISSING_DATA,
          ASIDE,
          () -> {
            Duration lasts =
                MISSING_LEAST.plusMillis(
                    (long) (faults.share(Fault.MISSING_DATA) * MISSING_MORE.toMillis()));
            boolean arrivesLate = faults.share(Fault.MISSING_DATA) < LATE_DATA;
            timeline.say(
                "outside",
                "The data of the alarms does not come for "
                    + lasts.toSeconds()
                    + " s, "
                    + (arrivesLate ? "and arrives afterwards." : "and is lost."));
            Consumer<Boolean> resume =
                world.cloudWatch().interruptData(performance.stage().target().alarmNames());
            untilOver.add(() -> resume.accept(arrivesLate));
            world.time().after(lasts, () -> resume.accept(arrivesLate));
          });
    }
  }

  /** One instance is not enough for an alarm. */
  private void strayInstance(LedgerView.Trail incident) {
    if (faults.strikes(Fault.STRAY_INSTANCE, incident::id)) {
      tolerated(
          Fault.STRAY_INSTANCE,
          BEFORE,
          () -> performance.stage().takeAside().ifPresent(this::takenAside));
    }
  }

  private void takenAside(String instanceId) {
    timeline.say("somebody", instanceId + " is put on standby, to be looked at.");
    tolerated(
        Fault.STRAY_INSTANCE,
        ASIDE,
        () -> {
          timeline.say("somebody", instanceId + " is put back into service.");
          performance.stage().putBack(instanceId);
        });
  }

  private void after(Fault fault, Duration atMost, Runnable what) {
    Duration pause = Duration.ofMillis((long) (faults.share(fault) * atMost.toMillis()));
    world
        .time()
        .after(
            pause,
            () -> {
              if (!faults.isOver()) {
                what.run();
              }
            });
  }

  /** Somebody acts, who is refused like anybody. */
  private void tolerated(Fault fault, Duration atMost, Runnable act) {
    after(
        fault,
        atMost,
        () -> {
          try {
            act.run();
          } catch (AwsServiceException refused) {
            timeline.say("fault", "It is refused: " + refused.awsErrorDetails().errorMessage());
          } catch (StepFunctionsException refused) {
            timeline.say("fault", "It is refused: " + refused.getMessage());
          }
        });
  }

  private void executionChanged(ExecutionDescription execution) {
    switch (execution.status()) {
      case RUNNING -> started(execution);
      case FAILED, TIMED_OUT, ABORTED -> endedBadly(execution);
      case SUCCEEDED -> {}
    }
  }

  private void endedBadly(ExecutionDescription execution) {
    String arn = execution.executionArn();
    if (faults.strikes(Fault.REDRIVEN_EXECUTION, () -> arn)) {
      tolerated(
          Fault.REDRIVEN_EXECUTION,
          FAILS_FOR,
          () ->
              world
                  .stepFunctions()
                  .client()
                  .redriveExecution(request -> request.executionArn(arn)));
    }
  }

  private void started(ExecutionDescription execution) {
    String arn = execution.executionArn();
    if (faults.strikes(Fault.ABORTED_EXECUTION, () -> arn)) {
      tolerated(
          Fault.ABORTED_EXECUTION,
          SHORTAGE,
          () -> world.stepFunctions().client().stopExecution(request -> request.executionArn(arn)));
    }
    if (faults.strikes(Fault.DOUBLE_START, () -> arn)) {
      tolerated(
          Fault.DOUBLE_START,
          FAILS_FOR,
          () ->
              world
                  .stepFunctions()
                  .host()
                  .startExecution(
                      execution.stateMachineArn(), execution.name(), execution.input()));
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
