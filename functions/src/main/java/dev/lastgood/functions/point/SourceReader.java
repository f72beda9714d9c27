package dev.lastgood.functions.point;

import dev.lastgood.functions.handler.Platform;
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
   * What a point launches from and does not find as it was.
   *
   * @param body the point
   * @return each lost thing once; none where all is there
   */
  public List<LostSource> lost(GroupBody body) {
    return switch (body.configuration().launch()) {
      case LaunchSource.Configuration wanted ->
          lostConfiguration(body.launchNames().launchConfigurationName().orElse(""), wanted);
      case LaunchSource.Template wanted -> lostVersions(body.launchNames(), wanted);
      case LaunchSource.MixedInstances wanted -> lostVersions(body.launchNames(), wanted);
    };
  }

  private List<LostSource> lostConfiguration(String name, LaunchSource.Configuration wanted) {
    return configuration(name).filter(wanted::equals).isPresent()
        ? List.of()
        : List.of(new LostSource.Configuration(name));
  }

  private List<LostSource> lostVersions(LaunchNames names, LaunchSource source) {
    Map<String, TemplateReading> known = new LinkedHashMap<>();
    Map<String, LostSource> lost = new LinkedHashMap<>();
    for (LaunchNames.TemplateVersion named : names.templates()) {
      LaunchTemplate wanted = source.templates().get(named.place());
      String key = named.launchTemplateId() + " " + named.version();
      TemplateReading reading =
          known.computeIfAbsent(
              key, _ -> templates.version(named.launchTemplateId(), named.version()));
      switch (reading) {
        case TemplateReading.NoTemplate _ ->
            lost.put(named.launchTemplateId(), new LostSource.Template(named.launchTemplateId()));
        case TemplateReading.NoVersion _ ->
            lost.putIfAbsent(key, new LostSource.VersionDeleted(named));
        case TemplateReading.Resolved found -> {
          if (!found.template().equals(wanted)) {
            lost.putIfAbsent(
                key, new LostSource.VersionDiffers(named, differing(wanted, found.template())));
          }
        }
      }
    }
    return List.copyOf(lost.values());
  }

  @Override
  public Optional<LaunchTemplate> template(String launchTemplateId, String version) {
    return templates
        .version(launchTemplateId, version)
        .resolved()
        .map(TemplateReading.Resolved::template);
  }

  @Override
  public Optional<LaunchSource.Configuration> configuration(String name) {
    return launches.launchConfiguration(name).map(LaunchReader::sourceOf);
  }

  private static List<String> differing(LaunchTemplate wanted, LaunchTemplate found) {
    TreeSet<String> names = new TreeSet<>(wanted.data().keySet());
    names.addAll(found.data().keySet());
    names.removeIf(
        name -> wanted.data().getOrDefault(name, "").equals(found.data().getOrDefault(name, "")));
    return List.copyOf(names);
  }
}
