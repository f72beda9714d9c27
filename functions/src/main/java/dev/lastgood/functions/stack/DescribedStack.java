package dev.lastgood.functions.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.functions.handler.MalformedEventException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.RollbackTrigger;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/**
 * A stack as commands of the AWS CLI print it, without an account to ask for more.
 *
 * @param stack what can be told of it; its texts are empty where no template was given
 * @param hasTemplate whether its template was given
 * @param hasPolicy whether its stack policy was asked for
 * @param drifted whether the last drift detection found any
 * @param failedResources what a rollback failed at, as its resources tell
 */
public record DescribedStack(
    StackCapture stack,
    boolean hasTemplate,
    boolean hasPolicy,
    boolean drifted,
    List<FailedResource> failedResources) {
  private static final String EXPECTED =
      "expected what 'aws cloudformation describe-stacks', 'get-template', 'list-stack-resources'"
          + " or 'get-stack-policy' prints with --output json, or a template";

  /** Copies its list. */
  public DescribedStack {
    failedResources = List.copyOf(failedResources);
  }

  /**
   * Whether a document is what {@code aws cloudformation describe-stacks} prints.
   *
   * @param document JSON
   * @return true where it lists stacks
   */
  public static boolean isDescription(JsonNode document) {
    return document.path("Stacks").isArray();
  }

  /**
   * Reads the stacks that texts describe; each is recognised by what it holds. What is not of the
   * descriptions themselves belongs to the one stack that they describe.
   *
   * @param inputs the texts
   * @return the stacks; of several, without templates and resources
   * @throws MalformedEventException naming the text, where it is none of these, or where no text
   *     describes a stack
   */
  public static List<DescribedStack> read(List<StackInput> inputs) {
    Parts parts = new Parts();
    inputs.forEach(parts::add);
    return parts.stacks();
  }

  /** What was found so far. */
  private static final class Parts {
    private final List<JsonNode> descriptions = new ArrayList<>();
    private final List<String> templates = new ArrayList<>();
    private final List<JsonNode> resources = new ArrayList<>();
    private Optional<String> policy = Optional.empty();
    private boolean hasPolicy;

    private void add(StackInput input) {
      JsonNode document;
      try {
        document = TemplateDocument.tree(input.text());
      } catch (UnreadableTemplateException unreadable) {
        throw new MalformedEventException(input.name() + ": " + unreadable.getMessage());
      }
      if (document.path("Stacks").isArray()) {
        document.path("Stacks").forEach(descriptions::add);
      } else if (document.has("TemplateBody")) {
        JsonNode body = document.path("TemplateBody");
        templates.add(body.isTextual() ? body.textValue() : body.toString());
      } else if (document.path("StackResourceSummaries").isArray()) {
        document.path("StackResourceSummaries").forEach(resources::add);
      } else if (document.path("StackResources").isArray()) {
        document.path("StackResources").forEach(resources::add);
      } else if (document.has("StackPolicyBody")) {
        hasPolicy = true;
        policy = Optional.of(document.path("StackPolicyBody").asText());
      } else if (document.path("Resources").isObject()) {
        templates.add(input.text());
      } else {
        throw new MalformedEventException(input.name() + ": " + EXPECTED);
      }
    }

    private List<DescribedStack> stacks() {
      if (descriptions.isEmpty()) {
        throw new MalformedEventException(
            "No stack is described: add what 'aws cloudformation describe-stacks' prints.");
      }
      boolean alone = descriptions.size() == 1;
      return descriptions.stream().map(description -> stack(description, alone)).toList();
    }

    private DescribedStack stack(JsonNode json, boolean alone) {
      for (String field : List.of("StackName", "StackStatus")) {
        if (!json.path(field).isTextual()) {
          throw new MalformedEventException("Stacks: " + field + " is missing: " + EXPECTED);
        }
      }
      StackStatus status = StackStatus.of(json.path("StackStatus").asText());
      Stack described = described(json);
      boolean hasTemplate = alone && !templates.isEmpty();
      StackTemplate template = hasTemplate ? template() : new StackTemplate("", "");
      List<StackResource> listed =
          alone ? resources.stream().map(Parts::resource).toList() : List.of();
      var outputs = StackDescriptions.outputs(described);
      List<StackExport> exports = new ArrayList<>();
      outputs
          .values()
          .forEach(
              output ->
                  output
                      .exportName()
                      .ifPresent(
                          name -> exports.add(new StackExport(name, output.value(), List.of()))));
      StackCapture stack =
          new StackCapture(
              described.stackName(),
              described.stackId(),
              StackDescriptions.configuration(
                  described, template, alone ? policy : Optional.empty(), Map.of()),
              new StackState(
                  status,
                  StackDescriptions.text(described.stackStatusReason()),
                  Instant.EPOCH,
                  outputs,
                  listed,
                  exports,
                  StackDescriptions.text(described.parentId()),
                  StackDescriptions.text(described.rootId()),
                  new TreeMap<>()),
              template);
      return new DescribedStack(
          stack,
          hasTemplate,
          alone && hasPolicy,
          json.path("DriftInformation").path("StackDriftStatus").asText().equals("DRIFTED"),
          alone ? failed(described) : List.of());
    }

    /** Of two templates the one with a transform is as it was given, and the other is expanded. */
    private StackTemplate template() {
      if (templates.size() == 1) {
        return new StackTemplate(templates.getFirst(), templates.getFirst());
      }
      if (templates.size() > 2) {
        throw new MalformedEventException(
            "Expected one template of a stack, or the original and the processed one; found "
                + templates.size()
                + ".");
      }
      boolean firstIsOriginal =
          !TemplateDocument.parse(templates.getFirst()).transforms().isEmpty();
      return firstIsOriginal
          ? new StackTemplate(templates.getFirst(), templates.getLast())
          : new StackTemplate(templates.getLast(), templates.getFirst());
    }

    private List<FailedResource> failed(Stack described) {
      return resources.stream()
          .filter(json -> json.path("ResourceStatus").asText().equals("UPDATE_FAILED"))
          .map(
              json ->
                  new FailedResource(
                      described.stackName(),
                      described.stackId(),
                      false,
                      json.path("LogicalResourceId").asText(),
                      json.path("PhysicalResourceId").asText(),
                      json.path("ResourceType").asText(),
                      json.path("ResourceStatus").asText(),
                      json.path("ResourceStatusReason").asText(),
                      Instant.EPOCH))
          .toList();
    }

    private static StackResource resource(JsonNode json) {
      return new StackResource(
          json.path("LogicalResourceId").asText(),
          json.path("PhysicalResourceId").asText(),
          json.path("ResourceType").asText(),
          json.path("ResourceStatus").asText());
    }

    /** What the AWS CLI prints has the names of the API. */
    private static Stack described(JsonNode json) {
      Map<String, List<JsonNode>> lists = new HashMap<>();
      for (String name :
          List.of("Parameters", "Outputs", "Tags", "Capabilities", "NotificationARNs")) {
        List<JsonNode> elements = new ArrayList<>();
        json.path(name).forEach(elements::add);
        lists.put(name, elements);
      }
      JsonNode rollback = json.path("RollbackConfiguration");
      List<RollbackTrigger> triggers = new ArrayList<>();
      rollback
          .path("RollbackTriggers")
          .forEach(
              trigger ->
                  triggers.add(
                      RollbackTrigger.builder()
                          .arn(trigger.path("Arn").asText())
                          .type(trigger.path("Type").asText())
                          .build()));
      return Stack.builder()
          .stackName(json.path("StackName").asText())
          .stackId(json.path("StackId").asText())
          .stackStatusReason(json.path("StackStatusReason").asText())
          .parentId(json.path("ParentId").asText())
          .rootId(json.path("RootId").asText())
          .roleARN(json.path("RoleARN").asText())
          .enableTerminationProtection(json.path("EnableTerminationProtection").asBoolean())
          .parameters(
              lists.get("Parameters").stream()
                  .map(
                      each ->
                          Parameter.builder()
                              .parameterKey(each.path("ParameterKey").asText())
                              .parameterValue(each.path("ParameterValue").asText())
                              .resolvedValue(
                                  each.has("ResolvedValue")
                                      ? each.path("ResolvedValue").asText()
                                      : null)
                              .build())
                  .toList())
          .outputs(
              lists.get("Outputs").stream()
                  .map(
                      each ->
                          Output.builder()
                              .outputKey(each.path("OutputKey").asText())
                              .outputValue(each.path("OutputValue").asText())
                              .exportName(each.path("ExportName").asText())
                              .build())
                  .toList())
          .tags(
              lists.get("Tags").stream()
                  .map(
                      each ->
                          Tag.builder()
                              .key(each.path("Key").asText())
                              .value(each.path("Value").asText())
                              .build())
                  .toList())
          .capabilitiesWithStrings(
              lists.get("Capabilities").stream().map(JsonNode::asText).toList())
          .notificationARNs(lists.get("NotificationARNs").stream().map(JsonNode::asText).toList())
          .rollbackConfiguration(
              RollbackConfiguration.builder()
                  .monitoringTimeInMinutes(rollback.path("MonitoringTimeInMinutes").asInt())
                  .rollbackTriggers(triggers)
                  .build())
          .build();
    }
  }
}
