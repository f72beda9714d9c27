package dev.lastgood.functions.detect;

import dev.lastgood.functions.handler.Pages;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.stack.OperationReader;
import dev.lastgood.functions.stack.StackOverview;
import dev.lastgood.functions.stack.StackReader;
import dev.lastgood.functions.stack.StackStatus;
import dev.lastgood.functions.stack.StackStatusReading;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ListStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;

/** Asks CloudFormation whether a stack's last operation went wrong, and when. */
public final class StackFailureReader {
  private final CloudFormationClient cloudFormation;
  private final StackReader stacks;
  private final OperationReader operations;

  /**
   * A reader.
   *
   * @param platform where its client comes from
   */
  public StackFailureReader(Platform platform) {
    this.cloudFormation = platform.client(CloudFormationClient.class);
    this.stacks = new StackReader(platform);
    this.operations = new OperationReader(platform);
  }

  /**
   * Looks at a stack as it is now.
   *
   * @param stackName its name or ARN
   * @return empty where nothing went wrong, where an operation is under way, or where there is no
   *     such stack
   */
  public Optional<StackFailure> read(String stackName) {
    return switch (stacks.readStatus(stackName)) {
      case StackStatusReading.Unreadable _ -> Optional.empty();
      case StackStatusReading.Known(StackOverview stack) ->
          StackFailure.isFailure(stack.status()) ? Optional.of(failure(stack)) : Optional.empty();
    };
  }

  /**
   * Looks for stacks whose last operation went wrong: one call, however many are well. Stacks whose
   * update CloudFormation has taken back are left to their events, which CloudFormation does not
   * lose: they may stay so for months, and each would be looked at every time.
   *
   * @return the names of stacks to look at
   */
  public List<String> suspects() {
    List<String> failures =
        Arrays.stream(StackStatus.values())
            .filter(StackFailure::isFailure)
            .filter(status -> !status.isStable())
            .map(StackStatus::name)
            .toList();
    return Pages.all(
            token ->
                cloudFormation.listStacks(
                    request -> request.stackStatusFiltersWithStrings(failures).nextToken(token)),
            ListStacksResponse::stackSummaries,
            ListStacksResponse::nextToken)
        .stream()
        .map(StackSummary::stackName)
        .toList();
  }

  private StackFailure failure(StackOverview stack) {
    return new StackFailure(
        stack.stackId(),
        stack.stackName(),
        stack.status(),
        // Events are kept for 90 days; what failed before them failed when it was begun at least.
        operations
            .read(stack.stackId())
            .flatMap(operation -> operation.endedAt())
            .orElse(stack.lastUpdatedAt()));
  }
}
