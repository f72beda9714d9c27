package dev.lastgood.functions.stack;

import dev.lastgood.functions.handler.Pages;
import dev.lastgood.functions.handler.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.GetStackPolicyRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/**
 * Reads stacks. Throttled calls are tried again by the SDK's own retry; what stays refused is
 * thrown, for it says nothing of the stack.
 */
public final class StackReader {
  private static final int ATTEMPTS_MAX = 3;
  private static final String TORN = " while it was read.";

  private final CloudFormationClient cloudFormation;

  /**
   * A reader.
   *
   * @param platform where its client comes from
   */
  public StackReader(Platform platform) {
    this.cloudFormation = platform.client(CloudFormationClient.class);
  }

  /**
   * Reads a stack's status: one call.
   *
   * @param stackName its name, or its ARN, by which a deleted one is found too
   * @return the status, or why there is none
   */
  public StackStatusReading readStatus(String stackName) {
    return switch (described(stackName)) {
      case Described.Found found ->
          new StackStatusReading.Known(StackDescriptions.overview(found.stack(), found.status()));
      case Described.Missing missing -> new StackStatusReading.Unreadable(missing.because());
    };
  }

  /**
   * Reads a stack and all that are nested in it.
   *
   * @param stackName its name or ARN
   * @return the capture; unreadable too where the stack changed while it was read, for its parts
   *     would not belong together
   */
  public StackReading readWhole(String stackName) {
    StackReading reading = read(stackName);
    for (int attempt = 2; attempt <= ATTEMPTS_MAX && isTorn(reading); attempt++) {
      reading = read(stackName);
    }
    return reading;
  }

  /** A stack at rest and one at work stay so for long: the next reading is whole, mostly. */
  private static boolean isTorn(StackReading reading) {
    return reading instanceof StackReading.Unreadable(String because) && because.endsWith(TORN);
  }

  private StackReading read(String stackName) {
    return switch (described(stackName)) {
      case Described.Missing missing -> new StackReading.Unreadable(missing.because());
      case Described.Found found when !found.status().holdsResources() ->
          new StackReading.Unreadable(
              "The stack " + stackName + " is in " + found.status() + " and holds nothing.");
      case Described.Found found -> unchanged(found, whole(found));
    };
  }

  /**
   * The one call per reading that is made twice. Of nested stacks it is not: they change with the
   * outermost one.
   */
  private StackReading unchanged(Described.Found before, StackReading reading) {
    return switch (described(before.stack().stackId())) {
      case Described.Missing missing -> new StackReading.Unreadable(missing.because());
      case Described.Found after
          when after.status() == before.status()
              && StackDescriptions.lastUpdatedAt(after.stack())
                  .equals(StackDescriptions.lastUpdatedAt(before.stack())) ->
          reading;
      case Described.Found after ->
          new StackReading.Unreadable(
              "The stack "
                  + before.stack().stackName()
                  + " changed from "
                  + before.status()
                  + " to "
                  + after.status()
                  + TORN);
    };
  }

  private StackReading whole(Described.Found found) {
    Stack stack = found.stack();
    StackTemplate template = template(stack.stackId());
    List<StackResource> resources = resources(stack.stackId());
    TreeMap<String, StackCapture> nested = new TreeMap<>();
    for (StackResource resource : resources) {
      if (resource.isNestedStack()) {
        // A stack cannot be nested in itself, so that this ends.
        switch (described(resource.physicalId())) {
          case Described.Missing missing -> {
            return new StackReading.Unreadable(
                "Nested as " + resource.logicalId() + ": " + missing.because());
          }
          case Described.Found child when !child.status().holdsResources() -> {
            // It went while its parent still lists it, or holds nothing to bring back.
          }
          case Described.Found child -> {
            switch (whole(child)) {
              case StackReading.Unreadable unreadable -> {
                return unreadable;
              }
              case StackReading.Captured captured ->
                  nested.put(resource.logicalId(), captured.stack());
            }
          }
        }
      }
    }
    SortedMap<String, StackOutput> outputs = StackDescriptions.outputs(stack);
    return new StackReading.Captured(
        new StackCapture(
            stack.stackName(),
            stack.stackId(),
            StackDescriptions.configuration(stack, template, stackPolicy(stack.stackId()), nested),
            new StackState(
                found.status(),
                StackDescriptions.text(stack.stackStatusReason()),
                StackDescriptions.lastUpdatedAt(stack),
                outputs,
                resources,
                exports(outputs),
                StackDescriptions.text(stack.parentId()),
                StackDescriptions.text(stack.rootId()),
                nested),
            template));
  }

  private sealed interface Described {
    record Found(Stack stack, StackStatus status) implements Described {}

    record Missing(String because) implements Described {}
  }

  private Described described(String stackName) {
    List<Stack> stacks;
    try {
      stacks =
          cloudFormation
              .describeStacks(DescribeStacksRequest.builder().stackName(stackName).build())
              .stacks();
    } catch (AwsServiceException refused) {
      if (CloudFormationErrors.isStackUnknown(refused)) {
        return new Described.Missing("There is no stack " + stackName + ".");
      }
      throw refused;
    }
    if (stacks.size() != 1) {
      return new Described.Missing(
          "CloudFormation described " + stacks.size() + " stacks for " + stackName + ".");
    }
    Stack stack = stacks.getFirst();
    return StackStatus.find(stack.stackStatusAsString())
        .<Described>map(status -> new Described.Found(stack, status))
        .orElseGet(
            () ->
                new Described.Missing(
                    "The stack "
                        + stackName
                        + " is in "
                        + stack.stackStatusAsString()
                        + ", a status that this version does not know."));
  }

  private StackTemplate template(String stackId) {
    return new StackTemplate(
        template(stackId, TemplateStage.ORIGINAL), template(stackId, TemplateStage.PROCESSED));
  }

  private String template(String stackId, TemplateStage stage) {
    return cloudFormation
        .getTemplate(GetTemplateRequest.builder().stackName(stackId).templateStage(stage).build())
        .templateBody();
  }

  private Optional<String> stackPolicy(String stackId) {
    return StackDescriptions.text(
        cloudFormation
            .getStackPolicy(GetStackPolicyRequest.builder().stackName(stackId).build())
            .stackPolicyBody());
  }

  /** All resources of a stack, without those of what is nested in it. */
  List<StackResource> resources(String stackId) {
    return Pages.all(
            token ->
                cloudFormation.listStackResources(
                    ListStackResourcesRequest.builder()
                        .stackName(stackId)
                        .nextToken(token)
                        .build()),
            ListStackResourcesResponse::stackResourceSummaries,
            ListStackResourcesResponse::nextToken)
        .stream()
        .map(StackDescriptions::resource)
        .toList();
  }

  /**
   * A stack's outputs name what it exports. "ListExports" would list every export of the account
   * for the same answer.
   */
  private List<StackExport> exports(Map<String, StackOutput> outputs) {
    List<StackExport> exports = new ArrayList<>();
    for (StackOutput output : outputs.values()) {
      output
          .exportName()
          .ifPresent(name -> exports.add(new StackExport(name, output.value(), importers(name))));
    }
    return exports;
  }

  /** That nobody imports an export is said as an error; so is that it is not there any more. */
  private List<String> importers(String exportName) {
    try {
      return Pages.all(
          token ->
              cloudFormation.listImports(
                  ListImportsRequest.builder().exportName(exportName).nextToken(token).build()),
          ListImportsResponse::imports,
          ListImportsResponse::nextToken);
    } catch (AwsServiceException refused) {
      if (CloudFormationErrors.isNotImported(refused)) {
        return List.of();
      }
      throw refused;
    }
  }
}
