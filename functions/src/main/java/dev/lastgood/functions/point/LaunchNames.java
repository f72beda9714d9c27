package dev.lastgood.functions.point;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By which names and numbers a group asked for what it launches from. None of it is part of a
 * point's identity: {@code $Latest} and the number that it stands for are the same configuration
 * while they resolve to the same data.
 *
 * @param launchConfigurationName the launch configuration; absent where there is none
 * @param templates each template version that instances may start from, the base first
 */
public record LaunchNames(
    Optional<String> launchConfigurationName, List<TemplateVersion> templates) {
  /** The place of the group's own template, or of its mixed instances policy's. */
  public static final String BASE = "base";

  /** Copies its list. */
  public LaunchNames {
    templates = List.copyOf(templates);
  }

  /**
   * A launch template version as a group names it, and as it was resolved.
   *
   * @param place {@code base}, or {@code overrides/} and the override's index, from 0
   * @param launchTemplateId the template, {@code lt-…}
   * @param version the number that the declared version resolved to
   * @param declaredVersion as the group has it: a number, {@code $Latest} or {@code $Default}
   * @param declaredImageId the image as the template has it, where that is a Systems Manager
   *     parameter: {@code resolve:ssm:…}; absent otherwise
   */
  public record TemplateVersion(
      String place,
      String launchTemplateId,
      String version,
      String declaredVersion,
      Optional<String> declaredImageId) {
    /**
     * Whether another place names the same version.
     *
     * @param other as another place names it
     * @return true for the same number of the same template
     */
    public boolean isSameAs(TemplateVersion other) {
      return launchTemplateId.equals(other.launchTemplateId) && version.equals(other.version);
    }
  }

  LaunchNames renumbered(Map<String, String> numbers) {
    return new LaunchNames(
        launchConfigurationName,
        templates.stream()
            .map(
                named ->
                    new TemplateVersion(
                        named.place(),
                        named.launchTemplateId(),
                        numbers.getOrDefault(named.place(), named.version()),
                        named.declaredVersion(),
                        named.declaredImageId()))
            .toList());
  }

  /** The place of an override's own template. */
  public static String override(int index) {
    return "overrides/" + index;
  }

  /**
   * The names of a group that uses a launch template directly.
   *
   * @param launchTemplateId the template
   * @param version the number
   * @param declaredVersion as the group has it
   * @return its names
   */
  public static LaunchNames ofTemplate(
      String launchTemplateId, String version, String declaredVersion) {
    return new LaunchNames(
        Optional.empty(),
        List.of(
            new TemplateVersion(
                BASE, launchTemplateId, version, declaredVersion, Optional.empty())));
  }

  /**
   * The template version that everything starts from.
   *
   * @return empty for a launch configuration
   */
  public Optional<TemplateVersion> base() {
    return templates.stream().filter(version -> version.place().equals(BASE)).findFirst();
  }
}
