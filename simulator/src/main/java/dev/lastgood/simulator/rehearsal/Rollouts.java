package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.application.ApplicationBehaviour;
import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.autoscaling.GroupInstance;
import dev.lastgood.simulator.autoscaling.GroupListener;
import dev.lastgood.simulator.autoscaling.UnhealthyFleet;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Consumer;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;

/** Rollouts that go bad in other ways than by failing requests after their end. */
final class Rollouts {
  /** The share of instances after which these rollouts pause, in percent. */
  private static final int CHECKPOINT_PERCENTAGE = 30;

  /** How long they pause: longer than a recovery takes. */
  private static final int CHECKPOINT_SECONDS = 1800;

  /** How long after its rollout a version's instances begin to fail. */
  private static final Duration LATENT = Duration.ofMinutes(3);

  private static final double BAD_ERROR_SHARE = 0.5;

  private Rollouts() {}

  /** A rollout that has replaced some instances, whose requests fail at once. */
  static void inProgress(Stage stage, Timeline timeline) {
    begin(stage, timeline, _ -> {});
  }

  /** The same, which AWS rolls back by itself when the target's alarms go off. */
  static void rollsBackByItself(Stage stage, Timeline timeline) {
    begin(
        stage,
        timeline,
        preferences ->
            preferences
                .autoRollback(true)
                .alarmSpecification(alarms -> alarms.alarms(stage.target().alarmNames())));
  }

  private static void begin(
      Stage stage, Timeline timeline, Consumer<RefreshPreferences.Builder> more) {
    stage.badVersion(behaviour -> behaviour.withErrorShare(BAD_ERROR_SHARE));
    timeline.say("deployment", stage.publishBadVersion());
    stage.rollOut(
        preferences -> {
          preferences
              .checkpointPercentages(CHECKPOINT_PERCENTAGE, 100)
              .checkpointDelay(CHECKPOINT_SECONDS);
          more.accept(preferences);
        });
    timeline.say(
        "deployment",
        "An instance refresh to it is started, which pauses when "
            + CHECKPOINT_PERCENTAGE
            + " % are replaced.");
  }

  /** A bad rollout has finished, and the version before it is deleted. */
  static void versionDeleted(Stage stage, Timeline timeline) {
    Plays.afterBadRollout(
        stage,
        timeline,
        () -> {
          stage.deleteGoodVersion();
          timeline.say("somebody", "Version 1 of the launch template is deleted.");
          Plays.beginToFail(stage, timeline);
        });
  }

  /** A bad rollout has finished, and one zone has no capacity any more. */
  static void zoneWithoutCapacity(Stage stage, Timeline timeline) {
    stage.limitCapacity(stage.zones().getLast(), OptionalInt.of(GroupAtFirst.CAPACITY / 2));
    Plays.afterBadRollout(
        stage,
        timeline,
        () -> {
          stage.limitCapacity(stage.zones().getLast(), OptionalInt.of(0));
          timeline.say("AWS", "There is no capacity in " + stage.zones().getLast() + " any more.");
          Plays.beginToFail(stage, timeline);
        });
  }

  /** A bad rollout has finished; no zone has capacity, and one lost instance has shown it. */
  static void noCapacityAnywhere(Stage stage, Timeline timeline) {
    Plays.afterBadRollout(
        stage,
        timeline,
        () -> {
          takeAllCapacity(stage);
          timeline.say("AWS", "There is no capacity in any zone any more.");
          loseInstance(stage, timeline);
          stage.world().time().after(LATENT, () -> Plays.beginToFail(stage, timeline));
        });
  }

  /** What an instance leaves when it goes is somebody else's at once. */
  private static void takeAllCapacity(Stage stage) {
    Runnable take =
        () -> stage.zones().forEach(zone -> stage.limitCapacity(zone, OptionalInt.of(0)));
    take.run();
    stage
        .world()
        .autoScaling()
        .listen(
            new GroupListener() {
              @Override
              public void instanceChanged(Group group, GroupInstance instance) {
                take.run();
              }
            });
  }

  /** One instance is gone, and the group finds that it cannot replace it. */
  private static void loseInstance(Stage stage, Timeline timeline) {
    stage.group().instances().stream()
        .filter(GroupInstance::serving)
        .findFirst()
        .ifPresent(
            instance -> {
              stage.world().ec2().terminate(instance.id());
              timeline.say("AWS", "The instance " + instance.id() + " has failed and is gone.");
            });
  }

  /** A bad rollout has finished; then its instances stop answering health checks. */
  static void fleetUnhealthy(Stage stage, Timeline timeline) {
    stage.world().autoScaling().unhealthyFleet(UnhealthyFleet.BLOCKS);
    Plays.afterBadRollout(
        stage,
        timeline,
        () -> {
          stage.badVersion(
              behaviour -> new ApplicationBehaviour(behaviour.boot(), false, BAD_ERROR_SHARE, 0));
          timeline.say("service", "Version 2 stops answering health checks.");
        });
  }
}
