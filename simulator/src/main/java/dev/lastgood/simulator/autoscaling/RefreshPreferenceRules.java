package dev.lastgood.simulator.autoscaling;

import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceMaintenancePolicy;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.ScaleInProtectedInstances;
import software.amazon.awssdk.services.autoscaling.model.StandbyInstances;

/**
 * Checks a refresh's preferences and fills in their defaults; see RefreshPreferences in the API
 * Reference and "Understand the default values for an instance refresh".
 */
final class RefreshPreferenceRules {
  private static final int DAYS_2_SECONDS = 172_800;
  private static final int ALARMS_MAX = 10;

  private RefreshPreferenceRules() {}

  static RefreshPreferences resolved(AutoScalingGroup group, RefreshPreferences given) {
    RefreshPreferences asked = given == null ? RefreshPreferences.builder().build() : given;
    require(
        asked.maxHealthyPercentage() == null || asked.minHealthyPercentage() != null,
        "MaxHealthyPercentage requires MinHealthyPercentage.");
    int min = percentage(asked.minHealthyPercentage(), policyMin(group), 90);
    int max = percentage(asked.maxHealthyPercentage(), policyMax(group), 100);
    require(min >= 0 && min <= 100, "MinHealthyPercentage must be between 0 and 100.");
    require(max >= 100 && max <= 200, "MaxHealthyPercentage must be between 100 and 200.");
    require(
        max - min <= 100,
        "The difference between MinHealthyPercentage and MaxHealthyPercentage must not exceed"
            + " 100.");
    require(
        asked.bakeTime() == null || asked.bakeTime() >= 0 && asked.bakeTime() <= DAYS_2_SECONDS,
        "BakeTime must be between 0 and " + DAYS_2_SECONDS + ".");
    require(
        asked.alarmSpecification() == null
            || asked.alarmSpecification().alarms().size() <= ALARMS_MAX,
        "At most " + ALARMS_MAX + " alarms can be specified.");
    checkCheckpoints(asked);
    return asked.toBuilder()
        .minHealthyPercentage(min)
        .maxHealthyPercentage(max)
        .instanceWarmup(warmupSeconds(group, asked))
        .skipMatching(Boolean.TRUE.equals(asked.skipMatching()))
        .autoRollback(Boolean.TRUE.equals(asked.autoRollback()))
        .scaleInProtectedInstances(
            asked.scaleInProtectedInstances() == null
                ? ScaleInProtectedInstances.WAIT
                : asked.scaleInProtectedInstances())
        .standbyInstances(
            asked.standbyInstances() == null ? StandbyInstances.WAIT : asked.standbyInstances())
        .checkpointDelay(
            asked.checkpointPercentages().isEmpty()
                ? null
                : asked.checkpointDelay() == null ? 3600 : asked.checkpointDelay())
        .build();
  }

  /** The refresh's own, else the group's default, else the grace period. */
  private static int warmupSeconds(AutoScalingGroup group, RefreshPreferences asked) {
    if (asked.instanceWarmup() != null && asked.instanceWarmup() >= 0) {
      return asked.instanceWarmup();
    }
    return group.defaultInstanceWarmup() != null
        ? group.defaultInstanceWarmup()
        : group.healthCheckGracePeriod();
  }

  private static int percentage(Integer asked, Integer policy, int usual) {
    return asked != null ? asked : policy != null ? policy : usual;
  }

  private static Integer policyMin(AutoScalingGroup group) {
    InstanceMaintenancePolicy policy = group.instanceMaintenancePolicy();
    return policy == null ? null : policy.minHealthyPercentage();
  }

  private static Integer policyMax(AutoScalingGroup group) {
    InstanceMaintenancePolicy policy = group.instanceMaintenancePolicy();
    return policy == null ? null : policy.maxHealthyPercentage();
  }

  private static void checkCheckpoints(RefreshPreferences asked) {
    List<Integer> percentages = asked.checkpointPercentages();
    require(
        asked.checkpointDelay() == null || !percentages.isEmpty(),
        "CheckpointDelay requires CheckpointPercentages.");
    require(
        asked.checkpointDelay() == null
            || asked.checkpointDelay() >= 0 && asked.checkpointDelay() <= DAYS_2_SECONDS,
        "CheckpointDelay must be between 0 and " + DAYS_2_SECONDS + ".");
    int before = 0;
    for (int percentage : percentages) {
      require(
          percentage > before && percentage <= 100,
          "CheckpointPercentages must be unique, ascending, and between 1 and 100.");
      before = percentage;
    }
  }

  private static void require(boolean held, String otherwise) {
    if (!held) {
      throw AutoScalingErrors.validation(otherwise);
    }
  }
}
