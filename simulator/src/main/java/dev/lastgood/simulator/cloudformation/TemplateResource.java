package dev.lastgood.simulator.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A resource as a template declares it; see "Resource attribute reference" in the AWS
 * CloudFormation Template Reference Guide.
 */
record TemplateResource(String logicalId, JsonNode node) {
  String type() {
    return node.path("Type").asText();
  }

  JsonNode properties() {
    return node.path("Properties");
  }

  /** What replaces or removes it leaves it behind. */
  boolean isRetainedWhenDeleted() {
    return policy("DeletionPolicy").startsWith("Retain");
  }

  /** The default is to delete only what the stack itself has created. */
  boolean isRetainedOnlyWhenNotCreated() {
    return policy("DeletionPolicy").equals("RetainExceptOnCreate");
  }

  boolean isRetainedWhenReplaced() {
    return policy("UpdateReplacePolicy").equals("Retain");
  }

  String policy(String attribute) {
    return node.path(attribute).asText("");
  }

  JsonNode updatePolicy() {
    return node.path("UpdatePolicy");
  }

  JsonNode creationPolicy() {
    return node.path("CreationPolicy");
  }

  Optional<String> condition() {
    return Optional.ofNullable(node.path("Condition").textValue());
  }

  List<String> dependsOn() {
    List<String> names = new ArrayList<>();
    JsonNode given = node.path("DependsOn");
    if (given.isTextual()) {
      names.add(given.asText());
    }
    given.forEach(name -> names.add(name.asText()));
    return names;
  }

  /** What an update may change besides the properties, by CloudFormation's names for it. */
  JsonNode attribute(String name) {
    JsonNode found = node.path(name);
    return found.isNull() ? MissingNode.getInstance() : found;
  }
}
