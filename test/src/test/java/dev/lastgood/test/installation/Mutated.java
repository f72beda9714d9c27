package dev.lastgood.test.installation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.test.Built;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The built assembly with a mistake in it. */
public final class Mutated {
  private static final String SERVICE = "lastgood-production-service.template.json";

  private Mutated() {}

  /** A copy in a folder of its own, in which one template was changed. */
  public static Installation installation(Path folder, Consumer<ObjectNode> mistake) {
    try {
      try (Stream<Path> files = Files.walk(Built.ASSEMBLY)) {
        for (Path file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
          Path copy = folder.resolve(Built.ASSEMBLY.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
      Path template = folder.resolve(SERVICE);
      ObjectNode resources =
          (ObjectNode) Json.read(Files.readString(template), JsonNode.class).path("Resources");
      ObjectNode whole = (ObjectNode) Json.read(Files.readString(template), JsonNode.class);
      mistake.accept(resources);
      whole.set("Resources", resources);
      Files.writeString(template, Json.write(whole));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Installation.read(folder, "production");
  }

  /** The properties of the one resource of a type that a property tells from the others. */
  public static ObjectNode properties(
      ObjectNode resources, String type, String property, String value) {
    return (ObjectNode)
        find(
                resources,
                resource ->
                    resource.path("Type").asText().equals(type)
                        && resource.at("/Properties/" + property).asText().equals(value))
            .getValue()
            .get("Properties");
  }

  public static Map.Entry<String, JsonNode> find(ObjectNode resources, Predicate<JsonNode> which) {
    List<Map.Entry<String, JsonNode>> found =
        resources.properties().stream().filter(entry -> which.test(entry.getValue())).toList();
    if (found.size() != 1) {
      throw new IllegalStateException("Expected one resource, found " + found.size() + ".");
    }
    return found.getFirst();
  }
}
