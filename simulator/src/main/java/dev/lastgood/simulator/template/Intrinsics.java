package dev.lastgood.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.handler.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves the intrinsic functions of one stack's template; see "Intrinsic function reference" in
 * the AWS CloudFormation User Guide.
 */
public final class Intrinsics {
  /** In the place of a property that {@code AWS::NoValue} takes away. */
  private static final Object NO_VALUE = new Object();

  private static final Pattern PLACE = Pattern.compile("\\$\\{(!?)([^}]+)}");

  private final String stackName;
  private final JsonNode template;
  private final TemplateScope scope;

  /**
   * Of one template.
   *
   * @param stackName the stack's name, for messages
   * @param template the template
   * @param scope what its names stand for
   */
  public Intrinsics(String stackName, JsonNode template, TemplateScope scope) {
    this.stackName = stackName;
    this.template = template;
    this.scope = scope;
  }

  /** Every resource whose condition holds. */
  List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry :
        new TreeMap<>(fields(template.path("Resources"))).entrySet()) {
      JsonNode resource = entry.getValue();
      if (resource.has("Condition") && !condition(resource.get("Condition").asText())) {
        continue;
      }
      resources.add(
          new Resource(
              stackName,
              entry.getKey(),
              resource.path("Type").asText(),
              properties(entry.getKey())));
    }
    return resources;
  }

  Map<String, Object> exports() {
    Map<String, Object> exports = new TreeMap<>();
    fields(template.path("Outputs"))
        .forEach(
            (name, output) -> {
              if (output.has("Export")) {
                String place = stackName + " Outputs." + name;
                exports.put(
                    text(place, output.at("/Export/Name")), value(place, output.get("Value")));
              }
            });
    return exports;
  }

  /**
   * The properties of a resource.
   *
   * @param logicalId the resource
   * @return their values in the order of their names, without those that are {@code AWS::NoValue}
   * @throws UnresolvableTemplateException naming the place, where one cannot be resolved
   */
  public Map<String, Object> properties(String logicalId) {
    Map<String, Object> resolved = new TreeMap<>();
    fields(template.path("Resources").path(logicalId).path("Properties"))
        .forEach(
            (name, node) -> {
              Object value = value(stackName + " " + logicalId + "." + name, node);
              if (value != NO_VALUE) {
                resolved.put(name, value);
              }
            });
    return resolved;
  }

  /** One property of another resource, where it is given. */
  Optional<Object> property(String logicalId, String name) {
    JsonNode node = template.path("Resources").path(logicalId).path("Properties").path(name);
    return node.isMissingNode()
        ? Optional.empty()
        : Optional.of(value(stackName + " " + logicalId + "." + name, node))
            .filter(value -> value != NO_VALUE);
  }

  /**
   * The value of any part of the template.
   *
   * @param place for messages
   * @param node the part
   * @return empty where it is {@code AWS::NoValue}
   * @throws UnresolvableTemplateException naming the place, where it cannot be resolved
   */
  public Optional<Object> resolved(String place, JsonNode node) {
    return Optional.of(value(place, node)).filter(value -> value != NO_VALUE);
  }

  private Object value(String place, JsonNode node) {
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      for (JsonNode element : node) {
        Object value = value(place + "[" + list.size() + "]", element);
        if (value != NO_VALUE) {
          list.add(value);
        }
      }
      return list;
    }
    if (!node.isObject()) {
      return Json.convert(node, Object.class);
    }
    if (node.size() == 1) {
      Map.Entry<String, JsonNode> only = node.properties().iterator().next();
      if (only.getKey().equals("Ref")) {
        return ref(place, only.getValue().asText());
      }
      if (only.getKey().startsWith("Fn::")) {
        return function(place, only.getKey(), only.getValue());
      }
    }
    Map<String, Object> map = new LinkedHashMap<>();
    fields(node)
        .forEach(
            (name, inner) -> {
              Object value = value(place + "." + name, inner);
              if (value != NO_VALUE) {
                map.put(name, value);
              }
            });
    return map;
  }

  private Object function(String place, String name, JsonNode operand) {
    return switch (name) {
      case "Fn::GetAtt" -> getAttribute(place, operand);
      case "Fn::Join" -> join(place, operand);
      case "Fn::Sub" -> substitute(place, operand);
      case "Fn::Select" -> select(place, operand);
      case "Fn::Split" ->
          List.<Object>of(
              (Object[])
                  text(place, operand.path(1)).split(Pattern.quote(operand.path(0).asText()), -1));
      case "Fn::If" -> value(place, operand.path(condition(operand.path(0).asText()) ? 1 : 2));
      case "Fn::FindInMap" -> findInMap(place, operand);
      case "Fn::ImportValue" -> scope.imported(place, text(place, operand));
      case "Fn::Base64" ->
          Base64.getEncoder().encodeToString(text(place, operand).getBytes(StandardCharsets.UTF_8));
      default -> throw new UnresolvableTemplateException(place, name + " is not modelled");
    };
  }

  private Object ref(String place, String name) {
    if (name.equals("AWS::NoValue")) {
      return NO_VALUE;
    }
    if (name.startsWith("AWS::")) {
      return scope.pseudo(place, name);
    }
    return template.path("Resources").has(name)
        ? scope.ref(place, name)
        : scope.parameter(place, name);
  }

  private Object getAttribute(String place, JsonNode operand) {
    List<String> parts =
        operand.isTextual()
            ? List.of(operand.asText().split("\\.", 2))
            : List.of(operand.path(0).asText(), text(place, operand.path(1)));
    if (!template.path("Resources").has(parts.getFirst())) {
      throw new UnresolvableTemplateException(place, parts.getFirst() + " is no resource");
    }
    return scope.attribute(place, parts.getFirst(), parts.getLast());
  }

  private String join(String place, JsonNode operand) {
    if (!(value(place, operand.path(1)) instanceof List<?> parts)) {
      throw new UnresolvableTemplateException(place, "Fn::Join takes a list");
    }
    return String.join(operand.path(0).asText(), parts.stream().map(String::valueOf).toList());
  }

  private Object select(String place, JsonNode operand) {
    int index = operand.path(0).asInt();
    if (!(value(place, operand.path(1)) instanceof List<?> list) || index >= list.size()) {
      throw new UnresolvableTemplateException(place, "Fn::Select finds no element " + index);
    }
    return list.get(index);
  }

  private Object findInMap(String place, JsonNode operand) {
    JsonNode found =
        template
            .path("Mappings")
            .path(text(place, operand.path(0)))
            .path(text(place, operand.path(1)))
            .path(text(place, operand.path(2)));
    if (found.isMissingNode()) {
      throw new UnresolvableTemplateException(place, "Fn::FindInMap finds nothing");
    }
    return Json.convert(found, Object.class);
  }

  private String substitute(String place, JsonNode operand) {
    String text = operand.isTextual() ? operand.asText() : operand.path(0).asText();
    JsonNode given = operand.path(1);
    StringBuilder result = new StringBuilder();
    Matcher matcher = PLACE.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(2);
      String value;
      if (!matcher.group(1).isEmpty()) {
        // ${!Literal} stands for ${Literal}.
        value = "${" + name + "}";
      } else if (given.has(name)) {
        value = text(place, given.get(name));
      } else if (name.contains(".")) {
        value = String.valueOf(getAttribute(place, Json.MAPPER.getNodeFactory().textNode(name)));
      } else {
        value = String.valueOf(ref(place, name));
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(result).toString();
  }

  /**
   * Whether a condition of the template holds.
   *
   * @param name the condition
   * @return true where it does
   * @throws UnresolvableTemplateException where there is none of that name
   */
  public boolean condition(String name) {
    JsonNode condition = template.path("Conditions").path(name);
    if (condition.isMissingNode()) {
      throw new UnresolvableTemplateException(stackName, "there is no condition " + name);
    }
    return holds(stackName + " Conditions." + name, condition);
  }

  private boolean holds(String place, JsonNode node) {
    Map.Entry<String, JsonNode> only = node.properties().iterator().next();
    JsonNode operand = only.getValue();
    return switch (only.getKey()) {
      case "Condition" -> condition(operand.asText());
      case "Fn::Equals" -> text(place, operand.path(0)).equals(text(place, operand.path(1)));
      case "Fn::Not" -> !holds(place, operand.path(0));
      case "Fn::And" -> all(operand).stream().allMatch(inner -> holds(place, inner));
      case "Fn::Or" -> all(operand).stream().anyMatch(inner -> holds(place, inner));
      default -> throw new UnresolvableTemplateException(place, only.getKey() + " is no condition");
    };
  }

  private String text(String place, JsonNode node) {
    return String.valueOf(value(place, node));
  }

  private static List<JsonNode> all(JsonNode array) {
    List<JsonNode> all = new ArrayList<>();
    array.forEach(all::add);
    return all;
  }

  private static Map<String, JsonNode> fields(JsonNode object) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    object.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
    return fields;
  }
}
