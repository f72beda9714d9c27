package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.stack.PlannedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;

/**
 * Reads change sets, all pages of their changes, and those of nested stacks that belong to them.
 */
final class ChangeSetReader {
  private final CloudFormationClient cloudFormation;

  ChangeSetReader(Platform platform) {
    this.cloudFormation = platform.client(CloudFormationClient.class);
  }

  ChangeSetReading read(String stackId, String name) {
    List<DescribeChangeSetResponse> pages;
    try {
      pages = pages(DescribeChangeSetRequest.builder().stackName(stackId).changeSetName(name));
    } catch (ChangeSetNotFoundException missing) {
      return new ChangeSetReading.Missing();
    }
    DescribeChangeSetResponse last = pages.getLast();
    String reason = Objects.requireNonNullElse(last.statusReason(), "");
    return switch (last.status()) {
      case CREATE_PENDING, CREATE_IN_PROGRESS -> new ChangeSetReading.Making();
      case CREATE_COMPLETE -> {
        List<ChangeSetReading.Part> parts = new ArrayList<>();
        collect(List.of(), pages, parts);
        yield new ChangeSetReading.Ready(parts);
      }
      case FAILED ->
          StackRefusals.isWithoutChanges(reason)
              ? new ChangeSetReading.Empty()
              : new ChangeSetReading.Failed(reason);
      case DELETE_PENDING, DELETE_IN_PROGRESS, DELETE_COMPLETE, DELETE_FAILED ->
          new ChangeSetReading.Failed("It was deleted by somebody.");
      case UNKNOWN_TO_SDK_VERSION ->
          new ChangeSetReading.Failed("Its status is " + last.statusAsString() + ".");
    };
  }

  /**
   * A change of a nested stack names the change set that says what changes in there; see "Create
   * change sets for nested stacks" in the AWS CloudFormation User Guide.
   */
  private void collect(
      List<String> path, List<DescribeChangeSetResponse> pages, List<ChangeSetReading.Part> parts) {
    List<ResourceChange> changes =
        pages.stream()
            .flatMap(page -> page.changes().stream())
            .map(Change::resourceChange)
            .filter(Objects::nonNull)
            .toList();
    parts.add(new ChangeSetReading.Part(path, changes.stream().map(PlannedChange::of).toList()));
    for (ResourceChange change : changes) {
      if (change.changeSetId() != null) {
        List<String> inner = new ArrayList<>(path);
        inner.add(change.logicalResourceId());
        collect(
            inner,
            pages(DescribeChangeSetRequest.builder().changeSetName(change.changeSetId())),
            parts);
      }
    }
  }

  /** At least one page. */
  private List<DescribeChangeSetResponse> pages(DescribeChangeSetRequest.Builder request) {
    List<DescribeChangeSetResponse> pages = new ArrayList<>();
    String token;
    do {
      String next = pages.isEmpty() ? null : pages.getLast().nextToken();
      pages.add(cloudFormation.describeChangeSet(request.nextToken(next).build()));
      token = pages.getLast().nextToken();
    } while (token != null && !token.isEmpty());
    return pages;
  }
}
