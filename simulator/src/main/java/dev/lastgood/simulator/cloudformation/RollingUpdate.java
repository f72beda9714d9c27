package dev.lastgood.simulator.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.autoscaling.GroupInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/**
 * The instances of a group replaced in batches, as the update policy {@code
 * AutoScalingRollingUpdate} says; see "UpdatePolicy attribute" in the AWS CloudFormation Template
 * Reference Guide.
 *
 * <p>Simplified: the desired capacity is never raised meanwhile, at least one instance goes at a
 * time, no process is suspended, and every instance that serves has sent its signal.
 */
final class RollingUpdate {
  private static final Duration STABLE_WITHIN = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofMinutes(5);

  private final StackRegion region;
  private final String groupName;
  private final Desired desired;
  private final JsonNode policy;
  private final Set<String> terminated = new HashSet<>();
  private Instant lastProgress;
  private int replaced;

  RollingUpdate(StackRegion region, String groupName, Desired desired) {
    this.region = region;
    this.groupName = groupName;
    this.desired = desired;
    this.policy = policy(desired);
    this.lastProgress = region.now();
  }

  static boolean isAskedFor(Desired desired) {
    return !policy(desired).isMissingNode();
  }

  private static JsonNode policy(Desired desired) {
    return desired.definition().updatePolicy().path("AutoScalingRollingUpdate");
  }

  /** Goes on as far as it can now. */
  Settling step() throws ResourceFailure {
    Group group =
        region
            .neighbours()
            .autoScaling()
            .group(groupName)
            .orElseThrow(() -> ResourceFailure.notFound(ResourceTypes.GROUP, groupName));
    List<GroupInstance> outdated =
        group.instances().stream()
            .filter(instance -> !terminated.contains(instance.id()))
            .filter(instance -> isOutdated(group.settings(), instance))
            .toList();
    long current =
        group.instances().stream()
            .filter(instance -> !isOutdated(group.settings(), instance))
            .filter(this::isReady)
            .count();
    if (current > replaced) {
      replaced = (int) current;
      lastProgress = region.now();
    }
    int wanted = group.settings().desiredCapacity();
    int ready = (int) group.instances().stream().filter(this::isReady).count();
    if (ready >= wanted) {
      if (outdated.isEmpty()) {
        return Settling.DONE;
      }
      terminate(outdated, ready);
      return Settling.WAITING;
    }
    if (region.now().isAfter(lastProgress.plus(patience()))) {
      throw new ResourceFailure(
          waitsForSignals()
              ? "Received "
                  + replaced
                  + " SUCCESS signal(s) out of "
                  + wanted
                  + ".  Unable to satisfy 100% MinSuccessfulInstancesPercent requirement"
              : "Group did not stabilize.");
    }
    return Settling.WAITING;
  }

  private void terminate(List<GroupInstance> outdated, int ready) throws ResourceFailure {
    int batch =
        Math.clamp(
            ready - policy.path("MinInstancesInService").asInt(0),
            1,
            policy.path("MaxBatchSize").asInt(1));
    lastProgress = region.now();
    for (GroupInstance instance : outdated.subList(0, Math.min(batch, outdated.size()))) {
      terminated.add(instance.id());
      Failing.handled(
          () ->
              region
                  .neighbours()
                  .autoScaling()
                  .client()
                  .terminateInstanceInAutoScalingGroup(
                      it -> it.instanceId(instance.id()).shouldDecrementDesiredCapacity(false)));
    }
  }

  private boolean waitsForSignals() {
    return policy.path("WaitOnResourceSignals").asBoolean(false);
  }

  private Duration patience() {
    if (!waitsForSignals()) {
      return STABLE_WITHIN;
    }
    String pause = policy.path("PauseTime").asText("");
    return pause.isEmpty() ? PAUSE : Duration.parse(pause);
  }

  private boolean isReady(GroupInstance instance) {
    if (terminated.contains(instance.id())) {
      return false;
    }
    boolean withheld =
        waitsForSignals()
            && region.signals().isWithheld(desired.stack().name(), desired.logicalId())
            && instance.launchedAt().isAfter(startedAt());
    return !withheld
        && (waitsForSignals() ? instance.serving() : instance.healthy() && isInService(instance));
  }

  private Instant startedAt() {
    return desired.stack().updatedAt().orElse(desired.stack().createdAt());
  }

  private static boolean isInService(GroupInstance instance) {
    return switch (instance.lifecycleState()) {
      case IN_SERVICE -> true;
      default -> false;
    };
  }

  private boolean isOutdated(AutoScalingGroup group, GroupInstance instance) {
    if (group.launchConfigurationName() != null) {
      return !instance
          .launchConfigurationName()
          .equals(Optional.of(group.launchConfigurationName()));
    }
    LaunchTemplateSpecification wanted =
        group.launchTemplate() != null
            ? group.launchTemplate()
            : group.mixedInstancesPolicy().launchTemplate().launchTemplateSpecification();
    return instance
        .template()
        .filter(running -> running.launchTemplateId().equals(wanted.launchTemplateId()))
        .filter(running -> running.version().equals(version(wanted)))
        .isEmpty();
  }

  private String version(LaunchTemplateSpecification wanted) {
    try {
      return String.valueOf(
          region
              .neighbours()
              .ec2()
              .resolve(wanted.launchTemplateId(), wanted.launchTemplateName(), wanted.version())
              .version());
    } catch (AwsServiceException missing) {
      return String.valueOf(wanted.version());
    }
  }
}
