package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.application.ApplicationBehaviour;
import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.autoscaling.GroupListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * What happens in a scenario.
 *
 * @param scenario its name, what it says and what must come of it
 * @param setting what the target is like in it
 * @param play makes it go wrong; run in the world's loop when all has been well for long
 */
record Script(Scenario scenario, UnaryOperator<Target> setting, Play play) {
  /** What a bad version does to requests. */
  private static final double BAD_ERROR_SHARE = 0.5;

  /** How long after its rollout a bad version begins to fail: a leak that takes its time. */
  private static final Duration LATENT = Duration.ofMinutes(3);

  /** Makes something go wrong. */
  @FunctionalInterface
  interface Play {
    void begin(Stage stage, Timeline timeline);
  }

  static final List<Script> ALL =
      List.of(
          new Script(
              new Scenario(
                  "bad-launch-template",
                  "A rollout of a bad launch template has finished on a group that follows $Latest,"
                      + " then its requests begin to fail.",
                  "RECOVERED"),
              Script::automatic,
              Script::badLaunchTemplate),
          new Script(
              new Scenario(
                  "capacity-zeroed",
                  "Somebody sets a group's minimum, maximum and desired capacity to zero.",
                  "RECOVERED"),
              Script::automatic,
              Script::capacityZeroed),
          new Script(
              new Scenario(
                  "nothing-changed",
                  "Requests fail because something that the service depends on fails; the group"
                      + " itself has not changed.",
                  "ESCALATED"),
              Script::automatic,
              Script::nothingChanged),
          new Script(
              new Scenario(
                  "deadline-too-short",
                  "As bad-launch-template, but instances take so long to start that no recovery fits"
                      + " the deadline.",
                  "ESCALATED"),
              Script::slowToStart,
              Script::badLaunchTemplate));

  static Optional<Script> named(String name) {
    return ALL.stream().filter(script -> script.scenario().name().equals(name)).findFirst();
  }

  private static Target automatic(Target target) {
    return with(target, target.startupSeconds());
  }

  private static Target slowToStart(Target target) {
    return with(target, target.deadlineSeconds());
  }

  private static Target with(Target target, int startupSeconds) {
    return new Target(
        target.id(),
        target.autoScalingGroup(),
        Mode.AUTOMATIC,
        target.alarms(),
        target.deadlineSeconds(),
        target.soakSeconds(),
        target.stabilityWindowSeconds(),
        startupSeconds,
        target.approvalsRequired(),
        target.pointsKept());
  }

  private static void badLaunchTemplate(Stage stage, Timeline timeline) {
    stage.publishVersion(Stage.BAD_IMAGE);
    timeline.say("deployment", "A new launch template version is published: $Latest means 2 now.");
    stage.rollOut();
    timeline.say("deployment", "An instance refresh to $Latest is started.");
    stage
        .world()
        .autoScaling()
        .listen(
            new GroupListener() {
              @Override
              public void refreshChanged(Group group, InstanceRefresh refresh) {
                if (refresh.status() == InstanceRefreshStatus.SUCCESSFUL
                    && refresh.desiredConfiguration() == null) {
                  timeline.say(
                      "deployment", "The rollout has finished: every instance runs version 2.");
                  stage.world().time().after(LATENT, () -> beginToFail(stage, timeline));
                }
              }
            });
    stage
        .world()
        .cloudWatch()
        .listen(
            (alarmName, state) -> {
              if (state == StateValue.ALARM) {
                tryRollback(stage, timeline);
              }
            });
  }

  private static void beginToFail(Stage stage, Timeline timeline) {
    stage
        .world()
        .applications()
        .image(
            Stage.BAD_IMAGE,
            stage
                .world()
                .applications()
                .behaviour(Stage.BAD_IMAGE, Optional.empty())
                .withErrorShare(BAD_ERROR_SHARE));
    timeline.say("service", "Version 2 begins to fail one request in two.");
  }

  /** What the team would try first; AWS rolls back only a refresh that is in progress. */
  private static void tryRollback(Stage stage, Timeline timeline) {
    try {
      stage
          .autoScaling()
          .rollbackInstanceRefresh(
              RollbackInstanceRefreshRequest.builder()
                  .autoScalingGroupName(stage.groupName())
                  .build());
      timeline.say("deployment", "AWS rolls its instance refresh back.");
    } catch (AutoScalingException refused) {
      timeline.say(
          "deployment",
          "AWS's own rollback is refused: " + refused.awsErrorDetails().errorMessage());
    }
  }

  private static void capacityZeroed(Stage stage, Timeline timeline) {
    stage
        .autoScaling()
        .updateAutoScalingGroup(
            UpdateAutoScalingGroupRequest.builder()
                .autoScalingGroupName(stage.groupName())
                .minSize(0)
                .maxSize(0)
                .desiredCapacity(0)
                .build());
    timeline.say("somebody", "Minimum, maximum and desired capacity are set to 0.");
  }

  private static void nothingChanged(Stage stage, Timeline timeline) {
    ApplicationBehaviour good =
        stage.world().applications().behaviour(Stage.GOOD_IMAGE, Optional.empty());
    stage.world().applications().image(Stage.GOOD_IMAGE, good.withErrorShare(BAD_ERROR_SHARE));
    timeline.say("service", "A database that the service depends on fails: so do its requests.");
  }
}
