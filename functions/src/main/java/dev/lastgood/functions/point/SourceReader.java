package dev.lastgood.functions.point;

import dev.lastgood.functions.handler.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Looks whether what a point launches from is still there, and still holds the same data. */
public final class SourceReader implements Running.Lookup {
  private final TemplateReader templates;
  private final LaunchReader launches;

  /**
   * A reader.
   *
   * @param platform where its clients come from
   */
  public SourceReader(Platform platform) {
    this.templates = new TemplateReader(platform);
    this.launches = new LaunchReader(platform);
  }

  /**
   * What a point needs to launch instances and does not find.
   *
   * @param body the point
   * @return why it cannot be restored, in a sentence; empty where all is there
   */
  public Optional<String> missing(PointBody body) {
    return switch (body.configuration().launch()) {
      case LaunchSource.Configuration wanted ->
          missingConfiguration(body.launchNames().launchConfigurationName().orElse(""), wanted);
      case LaunchSource.Template wanted -> missingVersion(body.launchNames(), wanted);
      case LaunchSource.MixedInstances wanted -> missingVersion(body.launchNames(), wanted);
    };
  }

  /**
   * The template versions of a point that were deleted and can be made again from its data: their
   * templates are still there.
   *
   * @param body the point
   * @return their places; none where there is another obstacle, which {@link #missing} tells
   */
  public List<String> deleted(PointBody body) {
    Map<String, LaunchTemplate> templatesByPlace = body.configuration().launch().templates();
    Map<String, Boolean> known = new LinkedHashMap<>();
    List<String> places = new ArrayList<>();
    for (LaunchNames.TemplateVersion version : body.launchNames().templates()) {
      Optional<LaunchTemplate> found = template(version.launchTemplateId(), version.version());
      if (found.isPresent()) {
        if (!found.get().equals(templatesByPlace.get(version.place()))) {
          return List.of();
        }
      } else if (known.computeIfAbsent(
          version.launchTemplateId(), id -> template(id, "$Default").isPresent())) {
        places.add(version.place());
      } else {
        return List.of();
      }
    }
    return List.copyOf(places);
  }

  private Optional<String> missingConfiguration(String name, LaunchSource.Configuration wanted) {
    return launches
            .launchConfiguration(name)
            .filter(found -> LaunchReader.sourceOf(found).equals(wanted))
            .isPresent()
        ? Optional.empty()
        : Optional.of(
            "A good point needs the launch configuration "
                + name
                + ", which does not exist any more.");
  }

  private Optional<String> missingVersion(LaunchNames names, LaunchSource source) {
    Map<String, Optional<LaunchTemplate>> known = new LinkedHashMap<>();
    for (LaunchNames.TemplateVersion version : names.templates()) {
      LaunchTemplate wanted = source.templates().get(version.place());
      Optional<LaunchTemplate> found =
          known.computeIfAbsent(
              version.launchTemplateId() + " " + version.version(),
              _ -> template(version.launchTemplateId(), version.version()));
      if (found.isEmpty()) {
        return Optional.of(needs(version) + ", which does not exist any more.");
      }
      if (!found.get().equals(wanted)) {
        return Optional.of(
            needs(version) + ", which holds other data now: " + differing(wanted, found.get()));
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<LaunchTemplate> template(String launchTemplateId, String version) {
    return templates.version(launchTemplateId, version).map(TemplateReader.Resolved::template);
  }

  @Override
  public Optional<LaunchSource.Configuration> configuration(String name) {
    return launches.launchConfiguration(name).map(LaunchReader::sourceOf);
  }

  private static String needs(LaunchNames.TemplateVersion version) {
    return "A good point needs version "
        + version.version()
        + " of launch template "
        + version.launchTemplateId();
  }

  /** A version's data never change; what a parameter that it names stands for can. */
  private static String differing(LaunchTemplate wanted, LaunchTemplate found) {
    TreeSet<String> names = new TreeSet<>(wanted.data().keySet());
    names.addAll(found.data().keySet());
    names.removeIf(
        name -> wanted.data().getOrDefault(name, "").equals(found.data().getOrDefault(name, "")));
    return String.join(", ", names) + ".";
  }
}
