package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.autoscaling.GroupListener;
import java.time.Duration;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** What goes wrong in the team's own service. */
final class Plays {
  /** What a bad version does to requests. */
  private static final double BAD_ERROR_SHARE = 0.5;

  /** How long after its rollout a bad version begins to fail: a leak that takes its time. */
  private static final Duration LATENT = Duration.ofMinutes(3);

  /** How long after its soak such a version fails: its rollout, two captures and more. */
  private static final Duration SLOW = Duration.ofMinutes(45);

  /** How long after an image is gone the next rollout comes: a check, and its alarm. */
  private static final Duration CHECKED = Duration.ofMinutes(20);

  private Plays() {}

  static void badLaunchTemplate(Stage stage, Timeline timeline) {
    afterBadRollout(stage, timeline, () -> beginToFail(stage, timeline));
    stage
        .world()
        .cloudWatch()
        .listen(
            (alarmName, state) -> {
              if (state == StateValue.ALARM && stage.target().hasAlarm(alarmName)) {
                tryRollback(stage, timeline);
              }
            });
  }

  /** A script that tidies up takes the image of the only good point; the next version is bad. */
  static void imageDeregistered(Stage stage, Timeline timeline) {
    stage.world().ec2().deregisterImage(stage.goodImage());
    timeline.say(
        "somebody", "A script that tidies up has deregistered the image that the service runs.");
    stage.world().time().after(CHECKED, () -> badLaunchTemplate(stage, timeline));
  }

  /** Rolls a bad version out; gives the instance refresh's id. */
  static String rollOutBadVersion(Stage stage, Timeline timeline) {
    timeline.say("deployment", stage.publishBadVersion());
    String refreshId = stage.rollOut();
    timeline.say("deployment", "An instance refresh to it is started.");
    return refreshId;
  }

  /** Rolls a bad version out, and does something some minutes after that has finished. */
  static void afterBadRollout(Stage stage, Timeline timeline, Runnable what) {
    whenRolledOut(stage, timeline, rollOutBadVersion(stage, timeline), what);
  }

  /** Does something some minutes after the team's rollout has finished. */
  static void whenRolledOut(Stage stage, Timeline timeline, String refreshId, Runnable what) {
    uponSuccess(
        stage,
        refreshId,
        () -> {
          timeline.say("deployment", "The rollout has finished: every instance runs version 2.");
          stage.world().time().after(LATENT, what);
        });
  }

  /** Does something when an instance refresh has succeeded. */
  static void uponSuccess(Stage stage, String refreshId, Runnable what) {
    stage
        .world()
        .autoScaling()
        .listen(
            new GroupListener() {
              @Override
              public void refreshChanged(Group group, InstanceRefresh refresh) {
                if (refresh.status() == InstanceRefreshStatus.SUCCESSFUL
                    && refresh.instanceRefreshId().equals(refreshId)) {
                  what.run();
                }
              }
            });
  }

  /** The second version begins to fail. */
  static void beginToFail(Stage stage, Timeline timeline) {
    stage.failRequests(stage.badImage(), BAD_ERROR_SHARE);
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

  static void capacityZeroed(Stage stage, Timeline timeline) {
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

  static void settingsBroken(Stage stage, Timeline timeline) {
    stage.swapTargetGroup();
    stage
        .autoScaling()
        .suspendProcesses(
            request ->
                request
                    .autoScalingGroupName(stage.groupName())
                    .scalingProcesses("Launch", "HealthCheck"));
    timeline.say(
        "somebody",
        "The group's target group is changed for one on a port that nothing answers on; Launch and"
            + " HealthCheck are suspended.");
  }

  /** A version that was good for longer than its soak, and then is not. */
  static void slowBurn(Stage stage, Timeline timeline) {
    rollOutBadVersion(stage, timeline);
    stage
        .world()
        .time()
        .after(
            Duration.ofSeconds(stage.target().soakSeconds()).plus(SLOW),
            () -> beginToFail(stage, timeline));
  }

  static void nothingChanged(Stage stage, Timeline timeline) {
    stage.failRequests(stage.goodImage(), BAD_ERROR_SHARE);
    timeline.say("service", "A database that the service depends on fails: so do its requests.");
  }
}
