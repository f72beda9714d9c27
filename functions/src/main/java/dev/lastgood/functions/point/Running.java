package dev.lastgood.functions.point;

import dev.lastgood.functions.point.LaunchSource.InstanceOverride;
import java.util.Map;
import java.util.Optional;

/** Whether an instance runs what a point launches: by data, not by number or name. */
public final class Running {
  private Running() {}

  /** What is known of versions and launch configurations that the point itself does not name. */
  public interface Lookup {
    /**
     * The data of a template version.
     *
     * @param launchTemplateId the template
     * @param version its number
     * @return empty where it is not known
     */
    Optional<LaunchTemplate> template(String launchTemplateId, String version);

    /**
     * The data of a launch configuration.
     *
     * @param name its name
     * @return empty where it is not known
     */
    Optional<LaunchSource.Configuration> configuration(String name);
  }

  /**
   * What a capture tells by itself.
   *
   * @param live the capture
   * @return the versions and the launch configuration that it names
   */
  public static Lookup of(GroupBody live) {
    return new Lookup() {
      @Override
      public Optional<LaunchTemplate> template(String launchTemplateId, String version) {
        return live.launchNames().templates().stream()
            .filter(
                named ->
                    named.launchTemplateId().equals(launchTemplateId)
                        && named.version().equals(version))
            .findFirst()
            .map(named -> live.configuration().launch().templates().get(named.place()));
      }

      @Override
      public Optional<LaunchSource.Configuration> configuration(String name) {
        return live.launchNames().launchConfigurationName().filter(name::equals).isPresent()
                && live.configuration().launch() instanceof LaunchSource.Configuration data
            ? Optional.of(data)
            : Optional.empty();
      }
    };
  }

  /**
   * Judges one instance.
   *
   * @param instance the instance
   * @param goal the point
   * @param lookup what is known besides
   * @return true where it runs what the point would launch
   */
  public static boolean matches(Fleet.Instance instance, GroupBody goal, Lookup lookup) {
    return switch (goal.configuration().launch()) {
      case LaunchSource.Template wanted -> runs(instance, wanted.template(), goal, lookup);
      case LaunchSource.Configuration wanted ->
          !instance.launchConfigurationName().isEmpty()
              && (goal.launchNames()
                      .launchConfigurationName()
                      .filter(instance.launchConfigurationName()::equals)
                      .isPresent()
                  || lookup
                      .configuration(instance.launchConfigurationName())
                      .filter(wanted::equals)
                      .isPresent());
      case LaunchSource.MixedInstances wanted ->
          wanted.overrides().isEmpty()
              ? runs(instance, wanted.template(), goal, lookup)
              : wanted.overrides().stream()
                  .anyMatch(
                      override ->
                          fits(instance, override)
                              && runs(
                                  instance,
                                  override.launchTemplate().orElse(wanted.template()),
                                  goal,
                                  lookup));
    };
  }

  /** Whether an override may have launched it; what is not known of an instance fits. */
  private static boolean fits(Fleet.Instance instance, InstanceOverride override) {
    Map<String, Object> settings = override.settings();
    return isUnknownOr(instance.instanceType(), settings, "InstanceType")
        && isUnknownOr(instance.imageId(), settings, "ImageId");
  }

  private static boolean isUnknownOr(String value, Map<String, Object> settings, String name) {
    return value.isEmpty() || settings.getOrDefault(name, value).equals(value);
  }

  private static boolean runs(
      Fleet.Instance instance, LaunchTemplate wanted, GroupBody goal, Lookup lookup) {
    if (!instance.launchTemplateId().equals(wanted.id())) {
      return false;
    }
    for (LaunchNames.TemplateVersion named : goal.launchNames().templates()) {
      if (named.launchTemplateId().equals(instance.launchTemplateId())
          && named.version().equals(instance.launchTemplateVersion())) {
        return wanted.equals(goal.configuration().launch().templates().get(named.place()));
      }
    }
    return !instance.launchTemplateVersion().isEmpty()
        && lookup
            .template(instance.launchTemplateId(), instance.launchTemplateVersion())
            .filter(wanted::equals)
            .isPresent();
  }
}
