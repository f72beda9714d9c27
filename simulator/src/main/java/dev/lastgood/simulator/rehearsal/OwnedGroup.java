package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.autoscaling.GroupInstance;
import dev.lastgood.simulator.autoscaling.GroupListener;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** What is true of the Auto Scaling group that a stack owns, where it owns one. */
final class OwnedGroup {
  private static final String LOGICAL_ID = "Group";

  /** What a look at a target takes, with some calls that are slow. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final SimulatedWorld world;
  private final String stackName;

  /** When whoever looks must have seen that the group lacks an instance, while it does. */
  private Instant lackingSeenBy = Instant.MAX;

  OwnedGroup(SimulatedWorld world, String stackName) {
    this.world = world;
    this.stackName = stackName;
  }

  /** The group; empty where the stack owns none. */
  Optional<Group> group() {
    return world
        .cloudFormation()
        .physicalId(stackName, LOGICAL_ID)
        .flatMap(name -> world.autoScaling().group(name));
  }

  /**
   * From now on every change of the account's groups is looked at.
   *
   * @param instanceChanged done after one of an instance
   */
  void follow(Runnable instanceChanged) {
    world
        .autoScaling()
        .listen(
            new GroupListener() {
              @Override
              public void instanceChanged(Group group, GroupInstance instance) {
                instanceChanged.run();
                noteInstances();
              }

              @Override
              public void settingsChanged(Group group, AutoScalingGroup before) {
                noteInstances();
              }
            });
  }

  private void noteInstances() {
    boolean lackedBefore = !lackingSeenBy.equals(Instant.MAX);
    boolean lacks = !hasItsInstances();
    if (lacks != lackedBefore) {
      lackingSeenBy = lacks ? world.time().now().plus(LOOK) : Instant.MAX;
    }
  }

  /** Whether all instances that are to be there are in service, as Auto Scaling sees it. */
  private boolean hasItsInstances() {
    return group().stream()
        .allMatch(group -> group.healthyCount() >= group.settings().desiredCapacity());
  }

  /**
   * Whether it has lacked an instance for as long as a look takes: nobody can know what becomes of
   * an instance between the look at it and the word on it.
   */
  boolean lacksVisibly() {
    return world.time().now().isAfter(lackingSeenBy);
  }

  /** Whether every instance in service was launched from an image. */
  boolean runs(String imageId) {
    return group().stream()
        .flatMap(group -> group.instances().stream())
        .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE)
        .allMatch(instance -> instance.imageId().equals(imageId));
  }
}
