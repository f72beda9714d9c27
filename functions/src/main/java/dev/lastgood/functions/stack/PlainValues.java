package dev.lastgood.functions.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a value in a template comes to, as far as parameters and pseudo parameters tell: names of
 * exports and places of assets are mostly put together of these.
 */
final class PlainValues {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

  private final Map<String, String> known;

  private PlainValues(Map<String, String> known) {
    this.known = known;
  }

  static PlainValues of(TemplateDocument template, StackCapture stack) {
    return of(template, stack.stackName(), stack.stackId(), stack.configuration().parameters());
  }

  /**
   * What is known.
   *
   * @param stackId "" where it is not known
   * @param parameters values given; defaults are the template's
   */
  static PlainValues of(
      TemplateDocument template,
      String stackName,
      String stackId,
      Map<String, StackParameter> parameters) {
    Map<String, String> known = new HashMap<>();
    template
        .section("Parameters")
        .forEach(
            (name, parameter) -> {
              if (parameter.path("Default").isValueNode()) {
                known.put(name, parameter.path("Default").asText());
              }
            });
    parameters.forEach(
        (name, parameter) -> {
          switch (parameter) {
            case StackParameter.Plain(String value) -> known.put(name, value);
            case StackParameter.Reference(String _, Optional<String> resolved) -> {
              known.remove(name);
              resolved.ifPresent(value -> known.put(name, value));
            }
            case StackParameter.Secret _ -> known.remove(name);
          }
        });
    known.put("AWS::StackName", stackName);
    String[] arn = stackId.split(":");
    if (arn.length > 5) {
      known.put("AWS::StackId", stackId);
      known.put("AWS::Partition", arn[1]);
      known.put("AWS::Region", arn[3]);
      known.put("AWS::AccountId", arn[4]);
      known.put("AWS::URLSuffix", arn[1].equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com");
    }
    return new PlainValues(known);
  }

  /**
   * A value as text.
   *
   * @return empty where a resource, a condition or something unknown has part in it
   */
  Optional<String> text(JsonNode node) {
    if (node.isValueNode() && !node.isNull()) {
      return Optional.of(node.asText());
    }
    if (node.size() != 1) {
      return Optional.empty();
    }
    String function = node.fieldNames().hasNext() ? node.fieldNames().next() : "";
    JsonNode value = node.path(function);
    return switch (function) {
      case "Ref" -> Optional.ofNullable(known.get(value.asText()));
      case "Fn::Sub" ->
          value.isArray()
              ? substituted(value.path(0).asText(), value.path(1))
              : substituted(value.asText(), value);
      case "Fn::Join" -> joined(value);
      default -> Optional.empty();
    };
  }

  private Optional<String> substituted(String text, JsonNode own) {
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1).strip();
      Optional<String> value =
          name.startsWith("!")
              ? Optional.of("${" + name.substring(1) + "}")
              : own.has(name) ? text(own.path(name)) : Optional.ofNullable(known.get(name));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(value.get()));
    }
    return Optional.of(matcher.appendTail(result).toString());
  }

  private Optional<String> joined(JsonNode value) {
    StringBuilder result = new StringBuilder();
    String delimiter = "";
    if (!value.path(1).isArray()) {
      return Optional.empty();
    }
    for (JsonNode part : value.path(1)) {
      Optional<String> text = text(part);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      result.append(delimiter).append(text.get());
      delimiter = value.path(0).asText();
    }
    return Optional.of(result.toString());
  }
}
