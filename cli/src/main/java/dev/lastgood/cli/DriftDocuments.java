package dev.lastgood.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.stack.PropertyDrift;
import dev.lastgood.functions.stack.ResourceDrift;
import java.util.List;

/** Drift for scripts; what {@link JsonDocuments} says of its documents holds for these too. */
final class DriftDocuments {
  private DriftDocuments() {}

  static ObjectNode drift(Configuration environment, List<StackDrift> found) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("environment", environment.environment());
    ArrayNode targets = document.putArray("targets");
    found.forEach(stack -> stack(targets.addObject(), stack));
    return document;
  }

  private static void stack(ObjectNode object, StackDrift stack) {
    object
        .put("target", stack.targetId())
        .put("stack", stack.stackName().orElse(null))
        .put("status", stack.status().name());
    ArrayNode resources = object.putArray("resources");
    stack.drifted().forEach(drift -> resource(resources.addObject(), drift));
    object.put("because", stack.because().orElse(null));
  }

  private static void resource(ObjectNode object, ResourceDrift drift) {
    object
        .put("logicalId", drift.logicalId())
        .put("physicalId", drift.physicalId())
        .put("type", drift.type())
        .put("status", drift.status());
    ArrayNode differences = object.putArray("differences");
    for (PropertyDrift difference : drift.differences()) {
      differences
          .addObject()
          .put("path", difference.path())
          .put("expected", difference.expected())
          .put("actual", difference.actual())
          .put("kind", difference.kind());
    }
  }
}
