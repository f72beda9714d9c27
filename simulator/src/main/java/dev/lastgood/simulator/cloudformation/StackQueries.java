package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.ec2.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackDriftInformation;
import software.amazon.awssdk.services.cloudformation.model.StackDriftInformationSummary;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;

/** What is asked of stacks; deleted ones are remembered for 90 days. */
final class StackQueries {
  private static final Duration REMEMBERED = Duration.ofDays(90);

  private final StackRegion region;

  StackQueries(StackRegion region) {
    this.region = region;
  }

  DescribeStacksResponse describe(DescribeStacksRequest request) {
    List<LiveStack> found;
    if (request.stackName() == null) {
      found = region.stacks().stream().filter(stack -> !stack.isDeleted()).toList().reversed();
    } else {
      found =
          List.of(
              region
                  .find(request.stackName())
                  .filter(this::isRemembered)
                  .orElseThrow(() -> CloudFormationErrors.noStackWithId(request.stackName())));
    }
    Page<LiveStack> page = Pages.of(found, request.nextToken(), LiveStack::id);
    return DescribeStacksResponse.builder()
        .stacks(page.items().stream().map(StackQueries::described).toList())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  private boolean isRemembered(LiveStack stack) {
    return stack.deletedAt().map(at -> region.now().isBefore(at.plus(REMEMBERED))).orElse(true);
  }

  private static Stack described(LiveStack stack) {
    Deployment deployment = stack.deployment();
    return Stack.builder()
        .stackId(stack.id())
        .stackName(stack.name())
        .changeSetId(stack.changeSetId().orElse(null))
        .description(deployment.template().description().orElse(null))
        .parameters(ParameterValues.described(deployment))
        .creationTime(stack.createdAt())
        .deletionTime(stack.deletedAt().orElse(null))
        .lastUpdatedTime(stack.updatedAt().orElse(null))
        .rollbackConfiguration(deployment.rollbackConfiguration())
        .stackStatus(stack.status())
        .stackStatusReason(reason(stack))
        .disableRollback(stack.disableRollback())
        .notificationARNs(deployment.notificationArns())
        .capabilitiesWithStrings(deployment.capabilities())
        .outputs(stack.outputs())
        .roleARN(deployment.roleArn().orElse(null))
        .tags(StackTags.described(deployment.tags()))
        .enableTerminationProtection(stack.terminationProtection())
        .parentId(stack.parent().map(LiveStack::id).orElse(null))
        .rootId(stack.root().map(LiveStack::id).orElse(null))
        .driftInformation(
            StackDriftInformation.builder()
                .stackDriftStatus(stack.drift().status())
                .lastCheckTimestamp(stack.drift().checkedAt().orElse(null))
                .build())
        .lastOperations(stack.operations())
        .build();
  }

  private static String reason(LiveStack stack) {
    return stack.statusReason().isEmpty() ? null : stack.statusReason();
  }

  ListStacksResponse list(ListStacksRequest request) {
    List<LiveStack> found =
        region.stacks().stream()
            .filter(this::isRemembered)
            .filter(
                stack ->
                    request.stackStatusFilters().isEmpty()
                        || request.stackStatusFilters().contains(stack.status()))
            .toList()
            .reversed();
    Page<LiveStack> page = Pages.of(found, request.nextToken(), LiveStack::id);
    return ListStacksResponse.builder()
        .stackSummaries(page.items().stream().map(StackQueries::summary).toList())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  private static StackSummary summary(LiveStack stack) {
    return StackSummary.builder()
        .stackId(stack.id())
        .stackName(stack.name())
        .templateDescription(stack.deployment().template().description().orElse(null))
        .creationTime(stack.createdAt())
        .lastUpdatedTime(stack.updatedAt().orElse(null))
        .deletionTime(stack.deletedAt().orElse(null))
        .stackStatus(stack.status())
        .stackStatusReason(reason(stack))
        .parentId(stack.parent().map(LiveStack::id).orElse(null))
        .rootId(stack.root().map(LiveStack::id).orElse(null))
        .driftInformation(
            StackDriftInformationSummary.builder()
                .stackDriftStatus(stack.drift().status())
                .lastCheckTimestamp(stack.drift().checkedAt().orElse(null))
                .build())
        .lastOperations(stack.operations())
        .build();
  }

  /** The newest first. */
  DescribeStackEventsResponse events(DescribeStackEventsRequest request) {
    LiveStack stack =
        Optional.ofNullable(request.stackName())
            .flatMap(region::find)
            .filter(this::isRemembered)
            .orElseThrow(() -> CloudFormationErrors.noStack(request.stackName()));
    Page<StackEvent> page =
        Pages.of(
            new ArrayList<>(stack.events()).reversed(), request.nextToken(), StackEvent::eventId);
    return DescribeStackEventsResponse.builder()
        .stackEvents(page.items())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }
}
