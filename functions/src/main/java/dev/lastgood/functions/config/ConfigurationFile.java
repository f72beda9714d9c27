package dev.lastgood.functions.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.config.ConfigurationChecks.PlacedTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration file, {@code lastgood.yaml}, read and found to be right.
 *
 * @param name the file's name, as it was given
 * @param environments what it holds, in the order of the file; at least one
 */
public record ConfigurationFile(String name, List<Configuration> environments) {

  /** Copies its list. */
  public ConfigurationFile {
    environments = List.copyOf(environments);
  }

  /**
   * Reads a file.
   *
   * @param file a YAML file in UTF-8
   * @return what it holds
   * @throws ConfigurationException with all that is wrong, where it is missing or not right
   */
  public static ConfigurationFile read(Path file) {
    String name = file.toString();
    try {
      byte[] bytes = Files.readAllBytes(file);
      return parse(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), name);
    } catch (CharacterCodingException notUtf8) {
      throw unreadable(name, "bytes that are not UTF-8");
    } catch (NoSuchFileException missing) {
      throw unreadable(name, "no such file");
    } catch (IOException failed) {
      throw unreadable(name, Files.isDirectory(file) ? "a folder" : "a file that cannot be read");
    }
  }

  private static ConfigurationException unreadable(String name, String found) {
    return new ConfigurationException(
        List.of(new ConfigurationFault(name, 0, 0, "", "a YAML file in UTF-8", found)));
  }

  /**
   * Reads a text.
   *
   * @param text YAML
   * @param name the name that faults are told under
   * @return what it holds
   * @throws ConfigurationException with all that is wrong, where it is not right
   */
  public static ConfigurationFile parse(String text, String name) {
    YamlDocument document = YamlDocument.parse(text, name);
    ConfigurationSchema schema = ConfigurationSchema.load();
    List<ConfigurationFault> faults = schema.faults(document);

    TargetReader reader = new TargetReader(schema);
    List<Configuration> environments = new ArrayList<>();
    Map<Place, PlacedTarget> readable = new LinkedHashMap<>();
    Place place = Place.TOP.then("environments");
    for (Map.Entry<String, JsonNode> entry : document.root().path("environments").properties()) {
      JsonNode environment = entry.getValue();
      Place defaults = place.then(entry.getKey()).then("defaults");
      List<Target> targets = new ArrayList<>();
      for (Map.Entry<String, JsonNode> inner : environment.path("targets").properties()) {
        Place targetPlace = place.then(entry.getKey()).then("targets").then(inner.getKey());
        if (isRight(targetPlace, faults) && isRight(defaults, faults)) {
          Target target =
              reader.read(inner.getKey(), inner.getValue(), environment.path("defaults"));
          targets.add(target);
          readable.put(targetPlace, PlacedTarget.of(environment, target));
        }
      }
      environments.add(
          new Configuration(
              entry.getKey(),
              environment.path("account").asText(),
              environment.path("region").asText(),
              targets,
              faults.isEmpty() ? DeploymentReader.read(environment) : Deployment.DEFAULT));
    }

    faults.addAll(ConfigurationChecks.faults(document, readable));
    if (!faults.isEmpty()) {
      faults.sort(
          Comparator.comparingInt(ConfigurationFault::line)
              .thenComparingInt(ConfigurationFault::column));
      throw new ConfigurationException(faults);
    }
    return new ConfigurationFile(name, environments);
  }

  private static boolean isRight(Place place, List<ConfigurationFault> faults) {
    String path = place.path();
    return faults.stream()
        .map(ConfigurationFault::field)
        .noneMatch(
            field ->
                field.equals(path) || field.startsWith(path + ".") || field.startsWith(path + "["));
  }

  /**
   * The environment of a name.
   *
   * @param environment the name under {@code environments}
   * @return empty where the file has none of that name
   */
  public Optional<Configuration> environment(String environment) {
    return environments.stream()
        .filter(configuration -> configuration.environment().equals(environment))
        .findFirst();
  }

  /**
   * The environments' names.
   *
   * @return in the order of the file
   */
  public List<String> environmentNames() {
    return environments.stream().map(Configuration::environment).toList();
  }
}
