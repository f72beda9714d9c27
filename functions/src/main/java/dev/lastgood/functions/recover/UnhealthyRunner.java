package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.plan.Action;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.GroupReader;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.Running;
import dev.lastgood.functions.point.TargetHealthReader;
import dev.lastgood.functions.point.TargetReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;

/** Runs {@link Action.ReplaceUnhealthy}. */
final class UnhealthyRunner {
  /** Each is a call and two entries of the ledger; the next step goes on where this one ends. */
  private static final int TERMINATED_IN_A_STEP = 10;

  /** What a call may take at the most must still fit when the next one begins. */
  private static final Duration TIME_FOR_A_CALL = Duration.ofSeconds(10);

  /**
   * What is refused because the instance is on its way out or gone: Auto Scaling found it unhealthy
   * too, or an attempt at it took effect.
   */
  private static final Set<String> NO_MORE = Set.of("ScalingActivityInProgress", "ValidationError");

  private final AutoScalingClient autoScaling;
  private final GroupReader groups;
  private final TargetReader targets;
  private final TargetHealthReader targetHealth;
  private final GroupChanges changes;
  private final Mutations mutations;

  UnhealthyRunner(Platform platform, GroupChanges changes, Mutations mutations) {
    this.autoScaling = platform.client(AutoScalingClient.class);
    this.groups = new GroupReader(platform);
    this.targets = new TargetReader(platform);
    this.targetHealth = new TargetHealthReader(platform);
    this.changes = changes;
    this.mutations = mutations;
  }

  /** Each call is made only where it is still needed, so starting twice is harmless. */
  Progress start(GroupStep step) {
    Optional<AutoScalingGroup> group = groups.group(step.groupName());
    if (group.isEmpty()) {
      return new Progress.Failed(step.chain(), "The group does not exist any more.");
    }
    Chain chain = changes.freezeSchedules(step, group.get());
    chain = changes.raiseMinimum(step.with(chain), group.get());
    // First of all: from here on, whatever replaces an instance replaces it by what is good.
    chain = changes.launchFromGoal(step.with(chain), group.get());
    return observe(step.with(chain));
  }

  /**
   * Terminates some more of them, until none is left and as many are in service as there must be.
   */
  Progress observe(GroupStep step) {
    return switch (targets.readGroup(step.target(), step.groupName())) {
      case Reading.Unreadable unreadable -> new Progress.Failed(step.chain(), unreadable.because());
      case Reading.Group captured -> terminateSome(step, captured.body());
    };
  }

  private Progress terminateSome(GroupStep step, GroupBody live) {
    List<String> unhealthy = unhealthy(step, live);
    Chain chain = step.chain();
    for (String instanceId :
        unhealthy.subList(0, Math.min(TERMINATED_IN_A_STEP, unhealthy.size()))) {
      if (step.invocation().timeLeft().get().compareTo(TIME_FOR_A_CALL) < 0) {
        break;
      }
      chain = terminate(step.with(chain), instanceId);
    }
    int serving = live.fleet().capacityInService();
    int desired = live.fleet().desiredCapacity();
    String says =
        unhealthy.size()
            + " unhealthy instances are left; "
            + serving
            + " of "
            + desired
            + " are in service.";
    return unhealthy.isEmpty() && serving >= desired
        ? new Progress.Done(chain, says)
        : new Progress.Running(chain, says);
  }

  /** What is unhealthy and runs the good data already is Auto Scaling's to replace. */
  private List<String> unhealthy(GroupStep step, GroupBody live) {
    Set<String> notServing = Set.copyOf(targetHealth.notServing(live));
    return live.fleet().instances().stream()
        .filter(Fleet.Instance::inService)
        .filter(
            instance ->
                !instance.isHealthyInService() || notServing.contains(instance.instanceId()))
        .filter(instance -> !Running.matches(instance, step.goal(), Running.of(step.goal())))
        .map(Fleet.Instance::instanceId)
        .toList();
  }

  private Chain terminate(GroupStep step, String instanceId) {
    try {
      return mutations.change(
          step,
          new Mutations.Change(
              "TerminateInstanceInAutoScalingGroup",
              "Terminate the unhealthy instance " + instanceId + "; the group replaces it.",
              List.of()),
          () -> {
            autoScaling.terminateInstanceInAutoScalingGroup(
                TerminateInstanceInAutoScalingGroupRequest.builder()
                    .instanceId(instanceId)
                    .shouldDecrementDesiredCapacity(false)
                    .build());
          });
    } catch (AutoScalingException refused) {
      if (refused.awsErrorDetails() != null
          && NO_MORE.contains(refused.awsErrorDetails().errorCode())) {
        return mutations.known(step);
      }
      throw refused;
    }
  }
}
