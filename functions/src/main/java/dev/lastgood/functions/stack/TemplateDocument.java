package dev.lastgood.functions.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A template, JSON or YAML, in one form: functions in their long forms, attributes as lists.
 *
 * @param root the whole of it
 */
public record TemplateDocument(JsonNode root) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String GET_ATT = "Fn::GetAtt";

  /**
   * Reads a template.
   *
   * @param text JSON or YAML
   * @return the template
   * @throws UnreadableTemplateException where it is neither, or has no resources
   */
  public static TemplateDocument parse(String text) {
    JsonNode root = tree(text);
    if (!root.path("Resources").isObject()) {
      throw new UnreadableTemplateException(
          "The text is no CloudFormation template: it has no Resources.");
    }
    return new TemplateDocument(normal(root));
  }

  /** A text as JSON, whatever it holds. */
  static JsonNode tree(String text) {
    String begun = text.stripLeading();
    return begun.startsWith("{") ? json(begun) : TemplateYaml.parse(text);
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException unreadable) {
      // What begins with a brace may be YAML in its flow style.
      try {
        return TemplateYaml.parse(text);
      } catch (UnreadableTemplateException neither) {
        throw new UnreadableTemplateException(
            "The template is no JSON in line "
                + unreadable.getLocation().getLineNr()
                + ": "
                + unreadable.getOriginalMessage());
      }
    }
  }

  /** {@code Fn::GetAtt} may have its two parts joined by a point. */
  private static JsonNode normal(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(
              entry ->
                  object.set(
                      entry.getKey(),
                      entry.getKey().equals(GET_ATT) && entry.getValue().isTextual()
                          ? parts(entry.getValue().textValue())
                          : normal(entry.getValue())));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(normal(element)));
      return array;
    }
    return node;
  }

  private static JsonNode parts(String attribute) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    int point = attribute.indexOf('.');
    if (point < 0) {
      return array.add(attribute);
    }
    return array.add(attribute.substring(0, point)).add(attribute.substring(point + 1));
  }

  /**
   * The resources.
   *
   * @return by their logical ids; loops of {@code Fn::ForEach} are left out, they exist only in the
   *     original template
   */
  public SortedMap<String, TemplateResource> resources() {
    TreeMap<String, TemplateResource> resources = new TreeMap<>();
    root.path("Resources")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().isObject() && !entry.getKey().startsWith("Fn::")) {
                resources.put(
                    entry.getKey(), new TemplateResource(entry.getKey(), entry.getValue()));
              }
            });
    return resources;
  }

  /**
   * A section whose entries have names.
   *
   * @param name such as {@code Parameters} or {@code Outputs}
   * @return its entries; none where the template has no such section
   */
  public SortedMap<String, JsonNode> section(String name) {
    TreeMap<String, JsonNode> entries = new TreeMap<>();
    root.path(name).properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries;
  }

  /**
   * The macros and transforms that the whole template, or a part of it, is put through.
   *
   * @return their names, in their order; {@code AWS::Include} too
   */
  public List<String> transforms() {
    List<String> names = new ArrayList<>();
    JsonNode whole = root.path("Transform");
    (whole.isArray() ? stream(whole) : Stream.of(whole)).forEach(each -> add(names, each));
    find("Fn::Transform").forEach(each -> add(names, each));
    return names.stream().distinct().toList();
  }

  private static void add(List<String> names, JsonNode transform) {
    if (transform.isTextual()) {
      names.add(transform.textValue());
    } else if (transform.path("Name").isTextual()) {
      names.add(transform.path("Name").textValue());
    }
  }

  /**
   * The arguments of a function, wherever it stands.
   *
   * @param function such as {@code Fn::ImportValue}
   * @return in the order of the template
   */
  public List<JsonNode> find(String function) {
    List<JsonNode> found = new ArrayList<>();
    find(root, function::equals, found);
    return found;
  }

  private static void find(JsonNode node, Predicate<String> named, List<JsonNode> found) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry -> {
                if (named.test(entry.getKey())) {
                  found.add(entry.getValue());
                }
                find(entry.getValue(), named, found);
              });
    } else if (node.isArray()) {
      node.forEach(element -> find(element, named, found));
    }
  }

  /**
   * A text that may be a function's instead.
   *
   * @param node a value
   * @return empty where it is not a plain text; {@code Fn::Sub} without variables is one
   */
  static Optional<String> text(JsonNode node) {
    if (node.isTextual()) {
      return Optional.of(node.textValue());
    }
    JsonNode substituted = node.path("Fn::Sub");
    return substituted.isTextual() && !substituted.textValue().contains("${")
        ? Optional.of(substituted.textValue())
        : Optional.empty();
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
