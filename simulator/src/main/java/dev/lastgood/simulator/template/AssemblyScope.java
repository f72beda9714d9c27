package dev.lastgood.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** The names in a template of an assembly, which no deployment has given parameters. */
final class AssemblyScope implements TemplateScope {
  private final Stack stack;
  private final Map<String, Object> imports;
  private final Attributes attributes;

  AssemblyScope(Stack stack, Map<String, Object> imports) {
    this.stack = stack;
    this.imports = imports;
    this.attributes = new Attributes(stack, new Intrinsics(stack.name(), stack.template(), this));
  }

  @Override
  public Object pseudo(String place, String name) {
    return switch (name) {
      case "AWS::AccountId" -> stack.account();
      case "AWS::Region" -> stack.region();
      case "AWS::Partition" -> stack.partition();
      case "AWS::URLSuffix" ->
          stack.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
      case "AWS::StackName" -> stack.name();
      case "AWS::StackId" -> stack.arn("cloudformation", "stack/" + stack.name() + "/simulated");
      case "AWS::NotificationARNs" -> List.of();
      default -> throw noParameter(place, name);
    };
  }

  @Override
  public Object parameter(String place, String name) {
    JsonNode parameter = stack.template().path("Parameters").path(name);
    if (!parameter.has("Default")) {
      throw noParameter(place, name);
    }
    return parameter.get("Default").asText();
  }

  private static UnresolvableTemplateException noParameter(String place, String name) {
    return new UnresolvableTemplateException(
        place, name + " is no resource, and no parameter with a default");
  }

  @Override
  public Object ref(String place, String logicalId) {
    return attributes.ref(place, logicalId);
  }

  @Override
  public Object attribute(String place, String logicalId, String attribute) {
    return attributes.get(place, logicalId, attribute);
  }

  @Override
  public Object imported(String place, String name) {
    Object value = imports.get(name);
    if (value == null) {
      throw new UnresolvableTemplateException(place, "no stack exports " + name);
    }
    return value;
  }
}
