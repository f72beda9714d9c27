package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.autoscaling.GroupInstance;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** What takes so many instances that the others cannot answer all requests. */
final class CapacityPlays {
  /** How many instances the requests need in these plays, of the ten that there are. */
  private static final int NEEDED = 8;

  private static final int LOST = 4;
  private static final Duration BETWEEN = Duration.ofSeconds(20);

  /** Between one instance and the next, where somebody has a list of them. */
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private CapacityPlays() {}

  /** Somebody suspends what replaces instances, and then some instances are lost. */
  static void processesSuspended(Stage stage, Timeline timeline) {
    stage.needs(NEEDED);
    stage
        .autoScaling()
        .suspendProcesses(
            request ->
                request
                    .autoScalingGroupName(stage.groupName())
                    .scalingProcesses("Launch", "Terminate", "HealthCheck", "ReplaceUnhealthy"));
    timeline.say(
        "somebody",
        "Launch, Terminate, HealthCheck and ReplaceUnhealthy are suspended: nobody replaces an"
            + " instance any more.");
    List<String> lost = inService(stage).subList(0, LOST);
    for (int index = 0; index < LOST; index++) {
      String instanceId = lost.get(index);
      stage
          .world()
          .time()
          .after(
              BETWEEN.multipliedBy(index + 1L),
              () -> {
                timeline.say("somebody", "The instance " + instanceId + " is terminated in EC2.");
                stage.world().ec2().terminate(instanceId);
              });
    }
  }

  /**
   * Somebody terminates instances, and the desired capacity with them, until the minimum is left.
   */
  static void instancesTerminated(Stage stage, Timeline timeline) {
    stage.needs(NEEDED);
    int surplus = stage.group().settings().desiredCapacity() - stage.group().settings().minSize();
    List<String> surplusIds = inService(stage).subList(0, surplus);
    for (int index = 0; index < surplus; index++) {
      String instanceId = surplusIds.get(index);
      stage
          .world()
          .time()
          .after(AT_ONCE.multipliedBy(index), () -> terminate(stage, timeline, instanceId));
    }
  }

  private static void terminate(Stage stage, Timeline timeline, String instanceId) {
    stage
        .autoScaling()
        .terminateInstanceInAutoScalingGroup(
            request -> request.instanceId(instanceId).shouldDecrementDesiredCapacity(true));
    timeline.say(
        "somebody",
        "The instance "
            + instanceId
            + " is terminated, and the desired capacity lowered to "
            + stage.group().settings().desiredCapacity()
            + ".");
  }

  private static List<String> inService(Stage stage) {
    return stage.group().instances().stream()
        .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE)
        .map(GroupInstance::id)
        .toList();
  }
}
