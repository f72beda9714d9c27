package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.detect.DetectHandler;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.JsonHandler;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.point.CaptureHandler;
import dev.lastgood.functions.policy.AnswerHandler;
import dev.lastgood.functions.restorable.CheckHandler;
import dev.lastgood.functions.sweep.CloseHandler;
import dev.lastgood.functions.sweep.SweepHandler;
import dev.lastgood.simulator.dynamodb.TableChange;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** What people do while an incident is under way. */
final class People {
  /** How long the first one takes to read a plan, and each further one after that. */
  private static final Duration READING = Duration.ofSeconds(25);

  /** What a passing failure lasts. */
  private static final Duration FAILS_FOR = Duration.ofMinutes(2);

  /** How long an engineer looks on before they cancel: the replacing has begun by then. */
  private static final Duration CANCELS_AFTER = Duration.ofMinutes(2);

  /** How long Amazon SNS does not answer: longer than a closing tries. */
  private static final Duration NOBODY_IS_TOLD = Duration.ofMinutes(3);

  private static final String INCIDENT = "incident#";

  private People() {}

  /** A bad rollout, and two people who approve of the plan against it. */
  static void approve(Stage stage, Timeline timeline) {
    Plays.badLaunchTemplate(stage, timeline);
    uponFact(
        stage,
        "{\"fact\":\"ApprovalAsked\"",
        incidentId -> {
          answer(stage, incidentId, "first-engineer", READING);
          answer(stage, incidentId, "second-engineer", READING.multipliedBy(2));
        });
  }

  /**
   * A bad rollout whose requests fail for two minutes, and one person who approves of the plan
   * against it when all has been well for as long as is looked at.
   */
  static void approveLate(Stage stage, Timeline timeline) {
    Plays.afterBadRollout(
        stage,
        timeline,
        () -> {
          Plays.beginToFail(stage, timeline);
          stage
              .world()
              .time()
              .after(
                  FAILS_FOR,
                  () -> {
                    stage.failRequests(stage.badImage(), 0);
                    timeline.say("service", "Requests succeed again; nobody did anything.");
                  });
        });
    Duration quiet = Duration.ofSeconds(stage.target().stabilityWindowSeconds());
    uponFact(
        stage,
        "{\"fact\":\"ApprovalAsked\"",
        incidentId ->
            stage
                .world()
                .cloudWatch()
                .listen(
                    (alarmName, state) -> {
                      if (state == StateValue.OK && stage.target().hasAlarm(alarmName)) {
                        answer(stage, incidentId, "first-engineer", quiet.plus(READING));
                      }
                    }));
  }

  private static void answer(Stage stage, String incidentId, String by, Duration after) {
    answer(stage.world(), stage.answerFunction(), incidentId, by, after);
  }

  private static void answer(
      SimulatedWorld world, String answerFunction, String incidentId, String by, Duration after) {
    Map<String, Object> answer = Map.of("incidentId", incidentId, "by", by, "approved", true);
    world.time().after(after, () -> world.lambda().invokeAsync(answerFunction, answer));
  }

  /** One person approves of the plan for a stack, as soon as they have read it. */
  static void approveOf(StackStage stage) {
    uponFact(
        stage.world(),
        "{\"fact\":\"ApprovalAsked\"",
        incidentId ->
            answer(stage.world(), stage.answerFunction(), incidentId, "first-engineer", READING));
  }

  /** A bad rollout, and somebody who aborts the execution that recovers from it. */
  static void abort(Stage stage, Timeline timeline) {
    Plays.badLaunchTemplate(stage, timeline);
    uponFact(
        stage,
        "{\"fact\":\"Result\"",
        incidentId -> {
          timeline.say("somebody", "The incident's execution is aborted.");
          stage
              .world()
              .stepFunctions()
              .client()
              .stopExecution(
                  request ->
                      request
                          .executionArn(stage.executionArn(incidentId))
                          .error("Aborted")
                          .cause("Aborted by hand."));
        });
  }

  /** A bad rollout, and an execution that Step Functions fails while it recovers from it. */
  static void breakExecution(Stage stage, Timeline timeline) {
    Plays.badLaunchTemplate(stage, timeline);
    uponFact(
        stage,
        "{\"fact\":\"Result\"",
        incidentId -> {
          timeline.say("AWS", "Step Functions fails the incident's execution.");
          stage
              .world()
              .stepFunctions()
              .host()
              .breakExecution(
                  stage.executionArn(incidentId), "States.Runtime", "An internal error.");
        });
  }

  /** A bad rollout, and an engineer who cancels the incident while instances are replaced. */
  static void cancel(Stage stage, Timeline timeline) {
    Plays.badLaunchTemplate(stage, timeline);
    uponFact(
        stage,
        "{\"fact\":\"Intent\"",
        incidentId ->
            stage
                .world()
                .time()
                .after(
                    CANCELS_AFTER,
                    () -> {
                      timeline.say("somebody", "lastgood cancel " + incidentId);
                      stage.cancel(
                          incidentId,
                          new Fact.CancelAsked(
                              "first-engineer", Optional.of("the team rolls forward.")));
                    }));
  }

  /**
   * A rollout has finished whose version is bad in a way that no alarm shows, and an engineer
   * starts a recovery by hand.
   */
  static void startByHand(Stage stage, Timeline timeline) {
    Plays.afterBadRollout(
        stage,
        timeline,
        () -> {
          timeline.say(
              "somebody", "Customers see wrong prices. An engineer starts a recovery by hand.");
          start(stage, "first-engineer");
        });
    askAgain(stage, timeline);
  }

  private static void start(Stage stage, String who) {
    stage
        .world()
        .stepFunctions()
        .client()
        .startExecution(
            request ->
                request
                    .stateMachineArn(stage.incidentMachineArn())
                    .input(
                        Json.write(
                            Map.of(
                                "targetIds",
                                List.of(stage.targetId()),
                                "requestedBy",
                                who,
                                "reason",
                                "Version 2 shows wrong prices."))));
  }

  /** A second engineer, who does not know of the first. */
  private static void askAgain(Stage stage, Timeline timeline) {
    uponFact(
        stage,
        "{\"fact\":\"LeaseTaken\"",
        _ -> {
          timeline.say("somebody", "A second engineer starts a recovery of the same target.");
          start(stage, "second-engineer");
        });
  }

  /** A bad rollout; and the aliases by which events reach two functions have been deleted. */
  static void loseAlarm(Stage stage, Timeline timeline) {
    stage.deleteAlias(DetectHandler.class);
    stage.deleteAlias(CaptureHandler.class);
    timeline.say(
        "somebody", "The aliases that events invoke detect and capture by have been deleted.");
    Plays.badLaunchTemplate(stage, timeline);
  }

  /** A bad rollout, an execution that is aborted, and nobody whom that can be told. */
  static void loseEnd(Stage stage, Timeline timeline) {
    stage.deleteAlias(CloseHandler.class);
    timeline.say("somebody", "The alias that events invoke close by has been deleted.");
    abort(stage, timeline);
  }

  /** A bad rollout; and when it is brought back, nobody can be told for some minutes. */
  static void delayNotice(Stage stage, Timeline timeline) {
    uponFact(
        stage,
        "{\"fact\":\"Verified\"",
        _ -> {
          Instant now = stage.world().time().now();
          stage.world().faults().breakDown(Set.of("sns"), now, now.plus(NOBODY_IS_TOLD));
          timeline.say("AWS", "Amazon SNS does not answer.");
        });
    Plays.badLaunchTemplate(stage, timeline);
  }

  /** A bad rollout; and what is no event reaches every function that events invoke. */
  static void sendNonsense(Stage stage, Timeline timeline) {
    timeline.say("somebody", "What is no event is sent to every function that events invoke.");
    for (Class<? extends JsonHandler<?, ?>> handler :
        List.<Class<? extends JsonHandler<?, ?>>>of(
            DetectHandler.class,
            CaptureHandler.class,
            CheckHandler.class,
            SweepHandler.class,
            CloseHandler.class,
            AnswerHandler.class)) {
      stage.invoke(handler, "nonsense");
    }
    Plays.badLaunchTemplate(stage, timeline);
  }

  /** Does something once, in the world's loop, when the ledger has its first fact of a kind. */
  private static void uponFact(Stage stage, String begins, Consumer<String> what) {
    uponFact(stage.world(), begins, what);
  }

  /** Does something once, with the incident's id, as soon as its ledger says something. */
  static void uponFact(SimulatedWorld world, String begins, Consumer<String> what) {
    boolean[] done = new boolean[1];
    world
        .dynamoDb()
        .listen(
            change -> {
              if (!done[0] && holds(change, begins)) {
                done[0] = true;
                String incidentId =
                    change.after().orElseThrow().get("pk").s().substring(INCIDENT.length());
                world.time().after(Duration.ZERO, () -> what.accept(incidentId));
              }
            });
  }

  private static boolean holds(TableChange change, String begins) {
    return change
        .after()
        .filter(item -> item.containsKey("fact") && item.get("fact").s().startsWith(begins))
        .isPresent();
  }
}
