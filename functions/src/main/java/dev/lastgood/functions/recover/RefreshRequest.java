package dev.lastgood.functions.recover;

import dev.lastgood.functions.plan.Action;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.RefreshStrategy;
import software.amazon.awssdk.services.autoscaling.model.ScaleInProtectedInstances;
import software.amazon.awssdk.services.autoscaling.model.StandbyInstances;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;

/** How an action asks for an instance refresh, and how that is known again. */
final class RefreshRequest {
  private RefreshRequest() {}

  static StartInstanceRefreshRequest of(GroupStep step, Action.Refresh action) {
    StartInstanceRefreshRequest.Builder request =
        StartInstanceRefreshRequest.builder()
            .autoScalingGroupName(step.groupName())
            .strategy(RefreshStrategy.ROLLING)
            .preferences(told(action.preferences()));
    return switch (action) {
      case Action.RefreshToPoint toPoint ->
          request
              .desiredConfiguration(
                  DesiredConfiguration.builder()
                      .launchTemplate(
                          LaunchTemplateSpecification.builder()
                              .launchTemplateId(toPoint.launchTemplateId())
                              .version(step.goal().launchTemplateVersion())
                              .build())
                      .build())
              .build();
      case Action.UpdateAndRefresh _ -> request.build();
    };
  }

  /**
   * Whether a refresh could have come of it: it goes to the same, or, where it names nothing, it
   * goes about it as ours do.
   */
  static boolean couldHaveBegun(InstanceRefresh refresh, GroupStep step, Action.Refresh action) {
    Optional<DesiredConfiguration> desired = Optional.ofNullable(refresh.desiredConfiguration());
    return switch (action) {
      case Action.RefreshToPoint toPoint ->
          desired
              .map(DesiredConfiguration::launchTemplate)
              .filter(
                  template ->
                      toPoint.launchTemplateId().equals(template.launchTemplateId())
                          && step.goal().launchTemplateVersion().equals(template.version()))
              .isPresent();
      case Action.UpdateAndRefresh bare ->
          desired.isEmpty() && has(refresh.preferences(), told(bare.preferences()));
    };
  }

  /** Whether a refresh was told all that ours are told; AWS adds defaults to it. */
  private static boolean has(RefreshPreferences told, RefreshPreferences asked) {
    return told != null
        && asked.sdkFields().stream()
            .filter(field -> field.getValueOrDefault(asked) != null)
            .allMatch(
                field -> field.getValueOrDefault(asked).equals(field.getValueOrDefault(told)));
  }

  private static RefreshPreferences told(
      dev.lastgood.functions.plan.RefreshPreferences preferences) {
    return RefreshPreferences.builder()
        .minHealthyPercentage(preferences.minHealthyPercentage())
        .maxHealthyPercentage(preferences.maxHealthyPercentage())
        .instanceWarmup(preferences.instanceWarmupSeconds())
        // Instances that run the good version already are kept, where that can be asked.
        .skipMatching(preferences.skipMatching())
        // There is nothing good to roll back to: what is being left is what went bad.
        .autoRollback(false)
        // The defaults wait an hour.
        .scaleInProtectedInstances(
            preferences.replaceProtected()
                ? ScaleInProtectedInstances.REFRESH
                : ScaleInProtectedInstances.IGNORE)
        .standbyInstances(
            preferences.terminateStandby() ? StandbyInstances.TERMINATE : StandbyInstances.IGNORE)
        .build();
  }
}
