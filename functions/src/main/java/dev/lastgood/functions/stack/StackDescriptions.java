package dev.lastgood.functions.stack;

import dev.lastgood.functions.handler.CanonicalJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.RollbackTrigger;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Makes of a stack as CloudFormation describes it what captures hold; has no effects. */
final class StackDescriptions {
  private static final String AWS_PREFIX = "aws:";

  private StackDescriptions() {}

  static StackOverview overview(Stack stack, StackStatus status) {
    return new StackOverview(
        stack.stackName(),
        stack.stackId(),
        status,
        text(stack.stackStatusReason()),
        lastUpdatedAt(stack));
  }

  static StackConfiguration configuration(
      Stack stack,
      StackTemplate template,
      Optional<String> stackPolicy,
      Map<String, StackCapture> nested) {
    TreeMap<String, StackParameter> parameters = new TreeMap<>();
    for (Parameter parameter : stack.parameters()) {
      parameters.put(
          parameter.parameterKey(),
          StackParameter.of(
              Objects.requireNonNullElse(parameter.parameterValue(), ""),
              Optional.ofNullable(parameter.resolvedValue())));
    }
    TreeMap<String, String> tags = new TreeMap<>();
    for (Tag tag : stack.tags()) {
      if (!tag.key().startsWith(AWS_PREFIX)) {
        tags.put(tag.key(), tag.value());
      }
    }
    return new StackConfiguration(
        CanonicalJson.sha256OfText(template.original()),
        CanonicalJson.sha256OfText(template.processed()),
        nestedTemplates(nested),
        parameters,
        stack.capabilitiesAsStrings(),
        tags,
        text(stack.roleARN()),
        stack.notificationARNs(),
        rollback(stack.rollbackConfiguration()),
        stackPolicy,
        Boolean.TRUE.equals(stack.enableTerminationProtection()));
  }

  private static SortedMap<String, String> nestedTemplates(Map<String, StackCapture> nested) {
    TreeMap<String, String> hashes = new TreeMap<>();
    nested.forEach(
        (logicalId, child) -> {
          hashes.put(logicalId, child.configuration().templateSha256());
          child
              .configuration()
              .nestedTemplateSha256s()
              .forEach((path, sha256) -> hashes.put(logicalId + "/" + path, sha256));
        });
    return hashes;
  }

  private static StackRollbackConfiguration rollback(RollbackConfiguration configuration) {
    if (configuration == null) {
      return StackRollbackConfiguration.NONE;
    }
    List<StackRollbackConfiguration.Trigger> triggers = new ArrayList<>();
    for (RollbackTrigger trigger : configuration.rollbackTriggers()) {
      triggers.add(new StackRollbackConfiguration.Trigger(trigger.arn(), trigger.type()));
    }
    return new StackRollbackConfiguration(
        Objects.requireNonNullElse(configuration.monitoringTimeInMinutes(), 0), triggers);
  }

  static SortedMap<String, StackOutput> outputs(Stack stack) {
    TreeMap<String, StackOutput> outputs = new TreeMap<>();
    for (Output output : stack.outputs()) {
      outputs.put(
          output.outputKey(),
          new StackOutput(
              Objects.requireNonNullElse(output.outputValue(), ""), text(output.exportName())));
    }
    return outputs;
  }

  static StackResource resource(StackResourceSummary resource) {
    return new StackResource(
        resource.logicalResourceId(),
        Objects.requireNonNullElse(resource.physicalResourceId(), ""),
        resource.resourceType(),
        resource.resourceStatusAsString());
  }

  static Instant lastUpdatedAt(Stack stack) {
    return stack.lastUpdatedTime() == null ? stack.creationTime() : stack.lastUpdatedTime();
  }

  /** A text that may be missing; the API has empty ones for missing ones too. */
  static Optional<String> text(String value) {
    return Optional.ofNullable(value).filter(there -> !there.isEmpty());
  }
}
