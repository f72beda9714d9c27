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

/** Reads change sets, all pages of their changes. */
final class ChangeSetReader {
  private final CloudFormationClient cloudFormation;

  ChangeSetReader(Platform platform) {
    this.cloudFormation = platform.client(CloudFormationClient.class);
  }

  ChangeSetReading read(String stackId, String name) {
    List<PlannedChange> changes = new ArrayList<>();
    String token = null;
    DescribeChangeSetResponse page;
    do {
      try {
        page =
            cloudFormation.describeChangeSet(
                DescribeChangeSetRequest.builder()
                    .stackName(stackId)
                    .changeSetName(name)
                    .nextToken(token)
                    .build());
      } catch (ChangeSetNotFoundException missing) {
        return new ChangeSetReading.Missing();
      }
      page.changes().stream()
          .map(Change::resourceChange)
          .filter(Objects::nonNull)
          .map(PlannedChange::of)
          .forEach(changes::add);
      token = page.nextToken();
    } while (token != null && !token.isEmpty());
    return reading(page, changes);
  }

  private static ChangeSetReading reading(
      DescribeChangeSetResponse last, List<PlannedChange> changes) {
    String reason = Objects.requireNonNullElse(last.statusReason(), "");
    return switch (last.status()) {
      case CREATE_PENDING, CREATE_IN_PROGRESS -> new ChangeSetReading.Making();
      case CREATE_COMPLETE -> new ChangeSetReading.Ready(changes);
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
}
