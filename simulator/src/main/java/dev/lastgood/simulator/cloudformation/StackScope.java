package dev.lastgood.simulator.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastgood.simulator.template.Intrinsics;
import dev.lastgood.simulator.template.TemplateScope;
import dev.lastgood.simulator.template.UnresolvableTemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.model.Output;

/** What the names in a stack's template stand for while it is deployed. */
final class StackScope implements TemplateScope {
  private final StackRegion region;
  private final LiveStack stack;
  private final Deployment deployment;
  private final Intrinsics intrinsics;
  private final Set<String> imports = new TreeSet<>();

  /** What an execution only will show: resources that get another id, and those that change. */
  private final Set<String> replacedIds;

  private final Set<String> changedIds;

  StackScope(StackRegion region, LiveStack stack, Deployment deployment) {
    this(region, stack, deployment, Set.of(), Set.of());
  }

  StackScope(
      StackRegion region,
      LiveStack stack,
      Deployment deployment,
      Set<String> replacedIds,
      Set<String> changedIds) {
    this.region = region;
    this.stack = stack;
    this.deployment = deployment;
    this.intrinsics = new Intrinsics(stack.name(), deployment.template().root(), this);
    this.replacedIds = replacedIds;
    this.changedIds = changedIds;
  }

  /** The exports that were asked for so far. */
  Set<String> imports() {
    return imports;
  }

  boolean isWanted(TemplateResource resource) {
    return resource.condition().map(intrinsics::condition).orElse(true);
  }

  /** The properties of a resource; what only an execution shows is {@link Values#UNKNOWN}. */
  Map<String, Object> properties(TemplateResource resource) {
    Map<String, Object> properties = new TreeMap<>();
    resource
        .properties()
        .properties()
        .forEach(
            entry ->
                property(resource, entry.getKey(), entry.getValue())
                    .ifPresent(value -> properties.put(entry.getKey(), value)));
    return properties;
  }

  private Optional<Object> property(TemplateResource resource, String name, JsonNode node) {
    try {
      return intrinsics.resolved(stack.name() + " " + resource.logicalId() + "." + name, node);
    } catch (UnresolvableTemplateException unresolvable) {
      if (replacedIds.isEmpty() && changedIds.isEmpty()) {
        throw unresolvable;
      }
      return Optional.of(Values.UNKNOWN);
    }
  }

  List<Output> outputs() {
    List<Output> outputs = new ArrayList<>();
    deployment
        .template()
        .root()
        .path("Outputs")
        .properties()
        .forEach(entry -> output(entry.getKey(), entry.getValue()).ifPresent(outputs::add));
    return outputs;
  }

  private Optional<Output> output(String key, JsonNode node) {
    if (node.has("Condition") && !intrinsics.condition(node.get("Condition").asText())) {
      return Optional.empty();
    }
    String place = stack.name() + " Outputs." + key;
    Output.Builder output =
        Output.builder()
            .outputKey(key)
            .outputValue(Values.text(intrinsics.resolved(place, node.path("Value")).orElse("")))
            .description(node.path("Description").textValue());
    if (node.has("Export")) {
      output.exportName(
          String.valueOf(intrinsics.resolved(place, node.at("/Export/Name")).orElse("")));
    }
    return Optional.of(output.build());
  }

  @Override
  public Object pseudo(String place, String name) {
    return switch (name) {
      case "AWS::AccountId" -> region.account().id();
      case "AWS::Region" -> region.account().region();
      case "AWS::Partition" -> region.account().partition();
      case "AWS::URLSuffix" ->
          region.account().partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
      case "AWS::StackName" -> stack.name();
      case "AWS::StackId" -> stack.id();
      case "AWS::NotificationARNs" -> deployment.notificationArns();
      default -> throw new UnresolvableTemplateException(place, name + " is no pseudo parameter");
    };
  }

  @Override
  public Object parameter(String place, String name) {
    String value = deployment.parameters().get(name);
    if (value == null) {
      throw new UnresolvableTemplateException(place, name + " has no value");
    }
    String type =
        deployment.template().root().path("Parameters").path(name).path("Type").asText("String");
    return ParameterValues.value(region, type, value);
  }

  @Override
  public Object ref(String place, String logicalId) {
    if (replacedIds.contains(logicalId)) {
      return Values.UNKNOWN;
    }
    LiveResource.Made made = made(place, logicalId);
    return region.provider(made).ref(made.physicalId());
  }

  @Override
  public Object attribute(String place, String logicalId, String attribute) {
    if (replacedIds.contains(logicalId)) {
      return Values.UNKNOWN;
    }
    LiveResource.Made made = made(place, logicalId);
    if (changedIds.contains(logicalId) && region.provider(made).isVolatile(attribute)) {
      return Values.UNKNOWN;
    }
    return region
        .provider(made)
        .attribute(made.physicalId(), attribute)
        .orElseThrow(
            () ->
                new UnresolvableTemplateException(
                    place,
                    "Template error: resource "
                        + logicalId
                        + " does not support attribute type "
                        + attribute
                        + " in Fn::GetAtt"));
  }

  private LiveResource.Made made(String place, String logicalId) {
    return stack
        .resource(logicalId)
        .map(LiveResource::made)
        .filter(LiveResource.Made::exists)
        .orElseThrow(
            () -> new UnresolvableTemplateException(place, logicalId + " has not been made"));
  }

  @Override
  public Object imported(String place, String name) {
    imports.add(name);
    return region
        .export(name)
        .map(Output::outputValue)
        .orElseThrow(() -> new UnresolvableTemplateException(place, noExport(name)));
  }

  static String noExport(String name) {
    return "No export named " + name + " found.";
  }
}
