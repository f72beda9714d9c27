package dev.lastgood.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastgood.functions.config.ConfigurationFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the app synthesises of a configuration. */
record Assembly(Path folder, Optional<String> refusal) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A resource of a template. */
  record Resource(String stack, String logicalId, String type, JsonNode properties) {}

  static Assembly of(Path configuration, Path folder, Map<String, Object> context) {
    Path root = Path.of("..").toAbsolutePath().normalize();
    Sources sources = Sources.beside(root.resolve("lastgood.yaml"));
    try {
      LastgoodApp.app(
              ConfigurationFile.read(configuration),
              sources,
              Optional.of(folder.toString()),
              context)
          .synth();
      return new Assembly(folder, Optional.empty());
    } catch (RuntimeException refused) {
      return new Assembly(folder, Optional.of(refused.getMessage()));
    }
  }

  JsonNode read(String file) {
    try {
      return MAPPER.readTree(Files.readString(folder.resolve(file)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  List<Resource> resources(String stack) {
    List<Resource> resources = new ArrayList<>();
    read(stack + ".template.json")
        .path("Resources")
        .properties()
        .forEach(
            entry ->
                resources.add(
                    new Resource(
                        stack,
                        entry.getKey(),
                        entry.getValue().path("Type").asText(),
                        entry.getValue().path("Properties"))));
    return resources;
  }

  List<Resource> resources(String stack, String type) {
    return resources(stack).stream().filter(resource -> resource.type().equals(type)).toList();
  }
}
