package dev.lastgood.simulator.template;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.lastgood.functions.handler.Json;
import java.io.IOException;
import java.util.Optional;

/**
 * A template as a person or a tool wrote it: JSON, or YAML with the short forms of intrinsic
 * functions. See "CloudFormation template format" and "Intrinsic function reference" in the AWS
 * CloudFormation User Guide.
 */
public final class TemplateText {
  private static final YAMLFactory YAML = new YAMLFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private TemplateText() {}

  /**
   * Reads a template.
   *
   * @param text JSON or YAML
   * @return the template with the long forms of all functions; empty where the text is neither, or
   *     holds no object
   */
  public static Optional<JsonNode> read(String text) {
    try {
      JsonNode template = text.stripLeading().startsWith("{") ? json(text) : yaml(text);
      return Optional.ofNullable(template).filter(JsonNode::isObject);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static JsonNode json(String text) throws IOException {
    return Json.MAPPER.readTree(text);
  }

  private static JsonNode yaml(String text) throws IOException {
    try (JsonParser parser = YAML.createParser(text)) {
      return parser.nextToken() == null ? null : tagged(parser);
    }
  }

  private static JsonNode tagged(JsonParser parser) throws IOException {
    String tag = Optional.ofNullable((String) parser.getTypeId()).orElse("");
    JsonNode value = plain(parser);
    if (tag.isEmpty() || tag.startsWith("tag:yaml.org")) {
      return value;
    }
    return switch (tag) {
      case "Ref", "Condition" -> NODES.objectNode().set(tag, value);
      case "GetAtt" -> NODES.objectNode().set("Fn::GetAtt", attribute(value));
      default -> NODES.objectNode().set("Fn::" + tag, value);
    };
  }

  /** {@code !GetAtt Queue.Arn} stands for a list of the two. */
  private static JsonNode attribute(JsonNode operand) {
    if (!operand.isTextual() || !operand.asText().contains(".")) {
      return operand;
    }
    String[] parts = operand.asText().split("\\.", 2);
    return NODES.arrayNode().add(parts[0]).add(parts[1]);
  }

  private static JsonNode plain(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case VALUE_NUMBER_INT -> integer(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      default -> NODES.textNode(parser.getText());
    };
  }

  /** As JSON is read: as small as it fits. */
  private static JsonNode integer(long value) {
    return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.set(name, tagged(parser));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(tagged(parser));
    }
    return array;
  }
}
