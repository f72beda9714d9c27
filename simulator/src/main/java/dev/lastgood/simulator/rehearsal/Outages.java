package dev.lastgood.simulator.rehearsal;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** What fails for a reason that lies outside the target, around a rollout that does no harm. */
final class Outages {
  private static final double ERROR_SHARE = 0.5;

  /** Between one target's failure and the next one's. */
  private static final Duration SPREAD = Duration.ofSeconds(30);

  /** How often something outside fails before the rollout, how long, and how far apart. */
  private static final int FAILURES = 3;

  private static final Duration FAILS_FOR = Duration.ofMinutes(3);
  private static final Duration APART = Duration.ofMinutes(15);

  private Outages() {}

  /** Every target of the account has a rollout, and then all fail, the rehearsed one last. */
  static void wholeFleetFails(Stage stage, Timeline timeline) {
    List<Stage> all = Stream.concat(Stream.of(stage), stage.companions().stream()).toList();
    int[] rolledOut = new int[1];
    for (Stage one : all) {
      one.publishBadVersion();
      String refreshId = one.rollOut();
      timeline.say("deployment", one.targetId() + ": a new version is rolled out.");
      Plays.uponSuccess(
          one,
          refreshId,
          () -> {
            rolledOut[0]++;
            if (rolledOut[0] == all.size()) {
              timeline.say("deployment", "All rollouts have finished; every service is well.");
              stage.world().time().after(SPREAD, () -> failOneByOne(stage, timeline));
            }
          });
    }
  }

  private static void failOneByOne(Stage stage, Timeline timeline) {
    timeline.say("outside", "The account's name resolution breaks down, zone by zone.");
    int number = 0;
    for (Stage companion : stage.companions()) {
      stage
          .world()
          .time()
          .after(
              SPREAD.multipliedBy(number),
              () -> companion.failRequests(companion.badImage(), ERROR_SHARE));
      number++;
    }
    int[] failed = new int[1];
    stage
        .world()
        .cloudWatch()
        .listen(
            (alarmName, state) -> {
              boolean companions =
                  stage.companions().stream().anyMatch(it -> it.target().hasAlarm(alarmName));
              if (state == StateValue.ALARM && companions) {
                failed[0]++;
                if (failed[0] == stage.companions().size()) {
                  stage.failRequests(stage.badImage(), ERROR_SHARE);
                }
              }
            });
  }

  /** Something outside fails again and again, before and after a rollout. */
  static void flappingAlarm(Stage stage, Timeline timeline) {
    for (int number = 0; number < FAILURES; number++) {
      stage
          .world()
          .time()
          .after(
              APART.multipliedBy(number),
              () -> {
                timeline.say("outside", "A provider of the service fails: so do its requests.");
                stage.failRequests(stage.goodImage(), ERROR_SHARE);
              });
      stage
          .world()
          .time()
          .after(
              APART.multipliedBy(number).plus(FAILS_FOR),
              () -> {
                timeline.say("outside", "The provider is back.");
                stage.failRequests(stage.goodImage(), 0);
              });
    }
    stage
        .world()
        .time()
        .after(
            APART.multipliedBy(FAILURES),
            () -> {
              Plays.afterBadRollout(
                  stage,
                  timeline,
                  () -> {
                    timeline.say("outside", "The provider fails again.");
                    stage.failRequests(stage.goodImage(), ERROR_SHARE);
                    stage.failRequests(stage.badImage(), ERROR_SHARE);
                  });
            });
  }
}
