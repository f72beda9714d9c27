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
    terminateNext(stage, timeline);
  }

  private static void terminateNext(Stage stage, Timeline timeline) {
    if (stage.group().settings().desiredCapacity() <= stage.group().settings().minSize()) {
      return;
    }
    String instanceId = inService(stage).getFirst();
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
    stage.world().time().after(BETWEEN, () -> terminateNext(stage, timeline));
  }

  private static List<String> inService(Stage stage) {
    return stage.group().instances().stream()
        .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE)
        .map(GroupInstance::id)
        .toList();
  }
}
