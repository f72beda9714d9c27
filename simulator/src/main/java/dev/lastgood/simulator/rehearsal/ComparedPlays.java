package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.autoscaling.GroupInstance;
import dev.lastgood.simulator.autoscaling.GroupListener;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.RollbackTrigger;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

/**
 * What goes wrong where strategies are compared. A rollout is the same under each of them, but for
 * what a strategy of AWS's own asks of the rollout itself.
 */
final class ComparedPlays {
  private static final double BAD_ERROR_SHARE = 0.5;

  /** The share of instances after which a rollout pauses, in percent, and for how long. */
  private static final int CHECKPOINT_PERCENTAGE = 30;

  private static final int CHECKPOINT_SECONDS = 600;

  private static final int FEW = 4;

  private ComparedPlays() {}

  /** On a group of its own. */
  @FunctionalInterface
  interface OnGroup {
    void begin(Stage stage, Timeline timeline, Approach approach);
  }

  /** On a group that a stack owns. */
  @FunctionalInterface
  interface OnStack {
    void begin(StackStage stage, Timeline timeline, Approach approach);
  }

  /** The first instances of the version fail at once, while the rollout pauses. */
  static void failsAtOnce(Stage stage, Timeline timeline, Approach approach) {
    stage.failRequests(stage.badImage(), BAD_ERROR_SHARE);
    rollOut(stage, timeline, approach);
  }

  /** The version fails some time after its last instance has come. */
  static OnGroup failsAfter(Duration delay) {
    return (stage, timeline, approach) -> {
      whenAllRun(
          stage.world(),
          stage.groupName(),
          stage.badImage(),
          () -> stage.world().time().after(delay, () -> Plays.beginToFail(stage, timeline)));
      rollOut(stage, timeline, approach);
    };
  }

  /** The same, and the capacity is lowered meanwhile. */
  static OnGroup failsWithLessCapacity(Duration delay) {
    return (stage, timeline, approach) -> {
      whenAllRun(
          stage.world(),
          stage.groupName(),
          stage.badImage(),
          () ->
              stage
                  .world()
                  .time()
                  .after(
                      delay,
                      () -> {
                        lowerCapacity(stage, timeline);
                        Plays.beginToFail(stage, timeline);
                      }));
      rollOut(stage, timeline, approach);
    };
  }

  private static void lowerCapacity(Stage stage, Timeline timeline) {
    stage.needs(GroupAtFirst.CAPACITY);
    stage
        .autoScaling()
        .updateAutoScalingGroup(
            UpdateAutoScalingGroupRequest.builder()
                .autoScalingGroupName(stage.groupName())
                .minSize(FEW)
                .maxSize(FEW)
                .desiredCapacity(FEW)
                .build());
    timeline.say("deployment", "Minimum, maximum and desired capacity are set to " + FEW + ".");
  }

  /** The same rollout for all: as fast as loses no capacity, with a pause to look. */
  private static void rollOut(Stage stage, Timeline timeline, Approach approach) {
    timeline.say("deployment", stage.publishBadVersion());
    stage.rollOut(
        preferences -> {
          preferences
              .skipMatching(true)
              .checkpointPercentages(CHECKPOINT_PERCENTAGE, 100)
              .checkpointDelay(CHECKPOINT_SECONDS);
          watching(stage, approach).accept(preferences);
        });
    timeline.say("deployment", "An instance refresh to it is started.");
  }

  /** "Start an instance refresh with auto rollback" in the EC2 Auto Scaling User Guide. */
  private static Consumer<RefreshPreferences.Builder> watching(Stage stage, Approach approach) {
    return switch (approach.strategy()) {
      case INSTANCE_REFRESH ->
          preferences ->
              preferences
                  .autoRollback(true)
                  .alarmSpecification(alarms -> alarms.alarms(stage.target().alarmNames()))
                  .bakeTime((int) approach.watch().toSeconds());
      case CAPACITY_RESET, ROLLBACK_TRIGGERS, LASTGOOD -> _ -> {};
    };
  }

  /** The first instances of the version fail at once, while the stack replaces the others. */
  static void stackFailsAtOnce(StackStage stage, Timeline timeline, Approach approach) {
    stage.beginToMatter();
    deploy(stage, timeline, approach);
  }

  /** The version fails some time after its last instance has come. */
  static OnStack stackFailsAfter(Duration delay) {
    return (stage, timeline, approach) -> {
      whenAllRun(
          stage.world(),
          stage.instances().orElseThrow().name(),
          StackStage.BAD_IMAGE,
          () -> stage.world().time().after(delay, () -> StackPlays.beginToFail(stage, timeline)));
      deploy(stage, timeline, approach);
    };
  }

  private static void deploy(StackStage stage, Timeline timeline, Approach approach) {
    stage.deploy(stage.withBadImage(), triggers(stage, approach));
    timeline.say("deployment", "A pipeline deploys a template that gives its group another image.");
  }

  /** "Roll back your CloudFormation stack on alarm breach" in the CloudFormation User Guide. */
  private static Consumer<UpdateStackRequest.Builder> triggers(
      StackStage stage, Approach approach) {
    return switch (approach.strategy()) {
      case ROLLBACK_TRIGGERS ->
          request ->
              request.rollbackConfiguration(
                  RollbackConfiguration.builder()
                      .monitoringTimeInMinutes((int) approach.watch().toMinutes())
                      .rollbackTriggers(
                          stage.target().alarmNames().stream()
                              .map(name -> trigger(stage.world(), name))
                              .toList())
                      .build());
      case CAPACITY_RESET, INSTANCE_REFRESH, LASTGOOD -> _ -> {};
    };
  }

  private static RollbackTrigger trigger(SimulatedWorld world, String alarmName) {
    return RollbackTrigger.builder()
        .arn(
            "arn:aws:cloudwatch:%s:%s:alarm:%s"
                .formatted(world.account().region(), world.account().id(), alarmName))
        .type("AWS::CloudWatch::Alarm")
        .build();
  }

  /** Does something once, when every instance of a group that has all of them runs an image. */
  private static void whenAllRun(
      SimulatedWorld world, String groupName, String imageId, Runnable what) {
    boolean[] done = {false};
    world
        .autoScaling()
        .listen(
            new GroupListener() {
              @Override
              public void instanceChanged(Group group, GroupInstance instance) {
                if (!done[0] && group.name().equals(groupName) && allRun(group, imageId)) {
                  done[0] = true;
                  world.time().after(Duration.ZERO, what);
                }
              }
            });
  }

  private static boolean allRun(Group group, String imageId) {
    return group.servingCount() >= group.settings().desiredCapacity()
        && group.instances().stream()
            .filter(GroupInstance::serving)
            .allMatch(instance -> instance.imageId().equals(imageId));
  }
}
