package dev.lastgood.simulator.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/**
 * The values of a template's parameters; see "CloudFormation template Parameters syntax" in the AWS
 * CloudFormation User Guide, and Parameter in the API Reference.
 */
final class ParameterValues {
  static final String MASK = "****";

  private ParameterValues() {}

  /**
   * What an operation gives its stack's parameters. What is left out has the template's default,
   * not the value that it had.
   *
   * @param previous the stack's values now; empty for a new stack
   */
  static Map<String, String> resolved(
      StackTemplate template, List<Parameter> given, Optional<Map<String, String>> previous) {
    Map<String, JsonNode> declared = template.parameters();
    List<String> unknown =
        given.stream()
            .map(Parameter::parameterKey)
            .filter(key -> !declared.containsKey(key))
            .toList();
    if (!unknown.isEmpty()) {
      throw CloudFormationErrors.validation(
          "Parameters: " + unknown + " do not exist in the template");
    }
    Map<String, Parameter> byKey = new HashMap<>();
    given.forEach(parameter -> byKey.put(parameter.parameterKey(), parameter));
    Map<String, String> values = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    declared.forEach(
        (name, declaration) ->
            value(name, declaration, Optional.ofNullable(byKey.get(name)), previous)
                .ifPresentOrElse(value -> values.put(name, value), () -> missing.add(name)));
    if (!missing.isEmpty()) {
      throw CloudFormationErrors.validation("Parameters: " + missing + " must have values");
    }
    return values;
  }

  private static Optional<String> value(
      String name,
      JsonNode declaration,
      Optional<Parameter> given,
      Optional<Map<String, String>> previous) {
    if (given.isPresent() && Boolean.TRUE.equals(given.get().usePreviousValue())) {
      if (given.get().parameterValue() != null) {
        throw CloudFormationErrors.validation(
            "Invalid input for parameter key "
                + name
                + ". Cannot specify usePreviousValue as true and non empty value for a parameter");
      }
      return Optional.of(
          previous
              .map(values -> values.get(name))
              .orElseThrow(
                  () ->
                      CloudFormationErrors.validation(
                          "Invalid input for parameter key "
                              + name
                              + ". Cannot specify usePreviousValue as true for a parameter key not"
                              + " in the previous template")));
    }
    Optional<String> value =
        given
            .map(Parameter::parameterValue)
            .or(
                () ->
                    declaration.has("Default")
                        ? Optional.of(declaration.get("Default").asText())
                        : Optional.empty());
    value.ifPresent(
        chosen -> {
          JsonNode allowed = declaration.path("AllowedValues");
          boolean found = allowed.isEmpty();
          for (JsonNode one : allowed) {
            found |= one.asText().equals(chosen);
          }
          if (!found) {
            throw CloudFormationErrors.validation(
                "Parameter '" + name + "' must be one of AllowedValues");
          }
        });
    return value;
  }

  /** What a reference to a parameter gives. */
  static Object value(StackRegion region, String type, String value) {
    if (type.startsWith("AWS::SSM::Parameter::Value")) {
      return region
          .live()
          .get("AWS::SSM::Parameter", value)
          .map(properties -> properties.get("Value"))
          .orElseThrow(
              () ->
                  CloudFormationErrors.validation(
                      "Unable to fetch parameters ["
                          + value
                          + "] from parameter store for this account."));
    }
    return type.equals("CommaDelimitedList") || type.startsWith("List<")
        ? List.of((Object[]) value.split("\\s*,\\s*"))
        : value;
  }

  /** As the API shows them: a secret is masked. */
  static List<Parameter> described(Deployment deployment) {
    return deployment.parameters().entrySet().stream()
        .map(
            entry ->
                Parameter.builder()
                    .parameterKey(entry.getKey())
                    .parameterValue(
                        deployment.template().isNoEcho(entry.getKey()) ? MASK : entry.getValue())
                    .build())
        .toList();
  }
}
