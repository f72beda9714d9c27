package dev.lastgood.functions.plan;

import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.LaunchNames;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;

/** Understands an instance refresh as Auto Scaling describes it. */
final class RolloutReader {
  private static final int DEFAULT_MIN_HEALTHY_PERCENTAGE = 90;
  private static final int DEFAULT_MAX_HEALTHY_PERCENTAGE = 100;

  private RolloutReader() {}

  /**
   * What a refresh is, on a group as it is now.
   *
   * @param refresh the refresh
   * @param live the group, whose settings a refresh with a desired configuration changes only when
   *     it succeeds
   * @return empty where it is over
   */
  static Optional<Rollout> of(InstanceRefresh refresh, GroupBody live) {
    return Rollout.State.of(refresh.status()).map(state -> of(refresh, state, live));
  }

  private static Rollout of(InstanceRefresh refresh, Rollout.State state, GroupBody live) {
    Optional<RefreshPreferences> preferences = Optional.ofNullable(refresh.preferences());
    Optional<LaunchTemplateSpecification> named =
        Optional.ofNullable(refresh.desiredConfiguration())
            .map(DesiredConfiguration::launchTemplate);
    return new Rollout(
        refresh.instanceRefreshId(),
        state,
        isReversible(refresh, live),
        preferences
            .map(RefreshPreferences::minHealthyPercentage)
            .orElse(DEFAULT_MIN_HEALTHY_PERCENTAGE),
        preferences
            .map(RefreshPreferences::maxHealthyPercentage)
            .orElse(DEFAULT_MAX_HEALTHY_PERCENTAGE),
        preferences.map(RefreshPreferences::instanceWarmup).orElse(0),
        named.map(LaunchTemplateSpecification::launchTemplateId).orElse(""),
        named.map(LaunchTemplateSpecification::version).orElse(""));
  }

  /**
   * "You can't roll back" without a desired configuration, from or to {@code $Latest} or {@code
   * $Default}, or where the template names its image by a Systems Manager parameter; see "Undo
   * changes with a rollback" in the Amazon EC2 Auto Scaling User Guide.
   */
  private static boolean isReversible(InstanceRefresh refresh, GroupBody live) {
    Optional<DesiredConfiguration> desired = Optional.ofNullable(refresh.desiredConfiguration());
    return desired.isPresent()
        && templates(desired.get()).allMatch(template -> isNumber(template.version()))
        && live.launchNames().templates().stream().allMatch(RolloutReader::isFixed);
  }

  private static boolean isFixed(LaunchNames.TemplateVersion version) {
    return isNumber(version.declaredVersion()) && version.declaredImageId().isEmpty();
  }

  private static boolean isNumber(String version) {
    return version != null && !version.isEmpty() && version.chars().allMatch(Character::isDigit);
  }

  private static Stream<LaunchTemplateSpecification> templates(DesiredConfiguration desired) {
    Stream<LaunchTemplateSpecification> own = Stream.ofNullable(desired.launchTemplate());
    Stream<LaunchTemplateSpecification> mixed =
        Stream.ofNullable(desired.mixedInstancesPolicy())
            .map(MixedInstancesPolicy::launchTemplate)
            .flatMap(
                template ->
                    Stream.concat(
                        Stream.of(template.launchTemplateSpecification()),
                        template.overrides().stream()
                            .map(LaunchTemplateOverrides::launchTemplateSpecification)
                            .filter(override -> override != null)));
    return Stream.concat(own, mixed);
  }
}
