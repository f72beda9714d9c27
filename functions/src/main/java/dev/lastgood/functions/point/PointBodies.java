package dev.lastgood.functions.point;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.functions.handler.Json;
import dev.lastgood.functions.handler.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the bodies of points of every schema version that was ever written, so that an upgrade
 * leaves no point behind that cannot be restored.
 */
final class PointBodies {
  private PointBodies() {}

  /** Whether bodies of a version can be read here. */
  static boolean isKnown(int schemaVersion) {
    return schemaVersion >= 1 && schemaVersion <= StackBody.SCHEMA_VERSION;
  }

  /**
   * A body in the form of today. What its version did not capture is absent in it, and not compared
   * with anything.
   *
   * @param bytes the canonical form
   * @param schemaVersion a known version
   * @throws MalformedEventException naming the place, where it holds something else
   */
  static PointBody read(byte[] bytes, int schemaVersion) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (schemaVersion >= StackBody.FIRST_SCHEMA_VERSION) {
      return Json.read(text, StackBody.class);
    }
    if (schemaVersion > 1) {
      return Json.read(text, GroupBody.class);
    }
    JsonNode body = Json.read(text, JsonNode.class);
    upgrade(body);
    return Json.convert(body, GroupBody.class);
  }

  /**
   * Version 1 knew groups with a launch template alone, which its configuration held directly, and
   * said of an instance neither its type nor its image.
   */
  private static void upgrade(JsonNode read) {
    if (!(read instanceof ObjectNode body)
        || !(body.get("configuration") instanceof ObjectNode configuration)
        || !(configuration.remove("launchTemplate") instanceof ObjectNode template)) {
      throw new MalformedEventException("A body of version 1 has a configuration of a template.");
    }
    configuration.putObject("launch").put("source", "LaunchTemplate").set("template", template);
    body.putObject("launchNames")
        .putArray("templates")
        .addObject()
        .put("place", LaunchNames.BASE)
        .put("launchTemplateId", template.path("id").asText())
        .put("version", body.path("launchTemplateVersion").asText())
        .put("declaredVersion", body.path("declaredVersion").asText());
    body.putObject("evidence");
    for (JsonNode instance : body.path("fleet").path("instances")) {
      List.of("launchConfigurationName", "instanceType", "imageId", "weightedCapacity")
          .forEach(field -> ((ObjectNode) instance).put(field, ""));
    }
  }
}
