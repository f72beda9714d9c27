package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/**
 * Says whether a service is well, from what the world knows to be true. It asks nobody's records
 * and does not know which strategy is at work: it is the same for all.
 *
 * <p>Well is: no request fails, every instance runs what it ran before, as many serve as before,
 * what the group would launch next is that too, and no rollout or update is under way.
 */
final class Judge {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final double SECONDS_A_MINUTE = 60;

  private final SimulatedWorld world;
  private final Scene scene;
  private final AutoScalingGroup before;
  private Instant wellSince = Instant.MAX;
  private double lostSeconds;
  private long shortSeconds;

  /**
   * A judge of one world, made while all is well.
   *
   * @param scene whose service is judged; a group serves its requests
   */
  Judge(SimulatedWorld world, Scene scene) {
    this.world = world;
    this.scene = scene;
    this.before = scene.instances().orElseThrow().settings();
  }

  /** The group while all was well. */
  AutoScalingGroup before() {
    return before;
  }

  /** Looks every second from now on. */
  void begin() {
    world.time().every(Duration.ZERO, LOOK_EVERY, this::look);
  }

  private void look() {
    lostSeconds += scene.failingShare().orElse(1) * LOOK_EVERY.toSeconds();
    int serving = scene.instances().map(Group::servingCount).orElse(0);
    if (serving < before.desiredCapacity()) {
      shortSeconds += LOOK_EVERY.toSeconds();
    }
    if (!isWell()) {
      wellSince = Instant.MAX;
    } else if (wellSince.equals(Instant.MAX)) {
      wellSince = world.time().now();
    }
  }

  private boolean isWell() {
    return scene.failingShare().orElse(1) == 0
        && scene.instances().filter(this::launchesTheGood).isPresent()
        && scene.instances().orElseThrow().servingCount() >= before.desiredCapacity()
        && scene.truths().getFirst().isRestored();
  }

  /** The next instance, too, would run what the instances ran before. */
  private boolean launchesTheGood(Group group) {
    LaunchTemplateSpecification template = group.settings().launchTemplate();
    try {
      return world
          .ec2()
          .resolve(template.launchTemplateId(), template.launchTemplateName(), template.version())
          .data()
          .imageId()
          .equals(scene.goodImage());
    } catch (AwsServiceException deleted) {
      return false;
    }
  }

  /** Since when it has been well without a break; far in the future where it is not. */
  Instant wellSince() {
    return wellSince;
  }

  /** How many minutes' worth of requests have failed. */
  double lostMinutes() {
    return lostSeconds / SECONDS_A_MINUTE;
  }

  /** For how many minutes fewer instances served than before. */
  double shortMinutes() {
    return shortSeconds / SECONDS_A_MINUTE;
  }

  /** Whether what the group launches, its capacity and its processes are set as before. */
  boolean isSetAsBefore() {
    return scene
        .instances()
        .filter(this::launchesTheGood)
        .map(Group::settings)
        .filter(now -> now.minSize().equals(before.minSize()))
        .filter(now -> now.maxSize().equals(before.maxSize()))
        .filter(now -> now.desiredCapacity().equals(before.desiredCapacity()))
        .filter(now -> now.suspendedProcesses().equals(before.suspendedProcesses()))
        .isPresent();
  }
}
