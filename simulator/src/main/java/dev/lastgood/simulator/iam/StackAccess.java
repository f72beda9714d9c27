package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.kernel.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** What calls to CloudFormation ask for. */
final class StackAccess {
  private static final String ANY = "*";

  private final Arns arns;
  private final StackDirectory stacks;
  private final Map<String, String> context;

  StackAccess(Arns arns, StackDirectory stacks, Map<String, String> context) {
    this.arns = arns;
    this.stacks = stacks;
    this.context = context;
  }

  List<Access> cloudFormation(Operation operation, Object request) {
    return switch (operation.name()) {
      case "ListStacks", "ListExports", "ListImports", "DescribeStackDriftDetectionStatus" ->
          on(operation, request, ANY);
      case "CreateStack" -> on(operation, request, made(text(request, "StackName").orElse(ANY)));
      case "CreateChangeSet",
          "UpdateStack",
          "DeleteStack",
          "CancelUpdateStack",
          "ContinueUpdateRollback",
          "RollbackStack",
          "DetectStackDrift",
          "DescribeStacks",
          "DescribeStackEvents",
          "DescribeStackResource",
          "DescribeStackResources",
          "DescribeStackResourceDrifts",
          "ListStackResources",
          "ListChangeSets",
          "GetTemplateSummary",
          "GetStackPolicy",
          "SetStackPolicy",
          "SignalResource",
          "UpdateTerminationProtection" ->
          on(operation, request, named(request));
      case "DescribeChangeSet", "ExecuteChangeSet", "DeleteChangeSet", "GetTemplate" ->
          on(operation, request, ofChangeSet(request).orElseGet(() -> named(request)));
      default -> throw RequestedAccess.unmapped(operation);
    };
  }

  /** Without a name all stacks are meant. */
  private String named(Object request) {
    return text(request, "StackName")
        .map(name -> stacks.id(name).orElseGet(() -> name.startsWith("arn:") ? name : made(name)))
        .orElse(ANY);
  }

  private Optional<String> ofChangeSet(Object request) {
    return text(request, "ChangeSetName")
        .filter(name -> name.startsWith("arn:"))
        .map(id -> stacks.ofChangeSet(id).orElse(ANY));
  }

  private String made(String name) {
    return arns.arn("cloudformation", "stack/" + name + "/*");
  }

  private List<Access> on(Operation operation, Object request, String resource) {
    Map<String, String> known = new HashMap<>(context);
    stacks.tags(resource).forEach((key, value) -> known.put("aws:ResourceTag/" + key, value));
    put(known, "cloudformation:RoleArn", text(request, "RoleARN"));
    put(known, "cloudformation:TemplateUrl", text(request, "TemplateURL"));
    put(known, "cloudformation:StackPolicyUrl", text(request, "StackPolicyURL"));
    put(known, "cloudformation:ChangeSetName", text(request, "ChangeSetName"));
    return List.of(
        new Access(operation.service() + ":" + operation.name(), resource, Map.copyOf(known)));
  }

  private static void put(Map<String, String> known, String key, Optional<String> value) {
    value.ifPresent(given -> known.put(key, given));
  }

  /** A member that many requests have under one name. */
  private static Optional<String> text(Object request, String member) {
    return request instanceof SdkPojo structure
        ? structure.sdkFields().stream()
            .filter(field -> field.memberName().equals(member))
            .findFirst()
            .map(field -> (String) field.getValueOrDefault(structure))
        : Optional.empty();
  }
}
