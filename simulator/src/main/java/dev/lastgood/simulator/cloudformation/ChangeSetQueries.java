package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.ec2.Page;
import java.util.ArrayList;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsResponse;

/** What is asked of change sets. */
final class ChangeSetQueries {
  private final ChangeSetOperations operations;
  private final Requested requested;

  ChangeSetQueries(StackRegion region, ChangeSetOperations operations) {
    this.operations = operations;
    this.requested = new Requested(region);
  }

  DescribeChangeSetResponse describe(DescribeChangeSetRequest request) {
    ChangeSet changeSet = operations.changeSet(request.changeSetName(), request.stackName());
    Page<Change> page =
        Pages.of(
            changeSet.changes(Boolean.TRUE.equals(request.includePropertyValues())),
            request.nextToken(),
            change -> change.resourceChange().logicalResourceId());
    ChangeSet.Order order = changeSet.order();
    Deployment target = changeSet.target();
    return DescribeChangeSetResponse.builder()
        .changeSetName(order.name())
        .changeSetId(order.id())
        .stackId(changeSet.stack().id())
        .stackName(changeSet.stack().name())
        .description(order.description().orElse(null))
        .parameters(ParameterValues.described(target))
        .creationTime(changeSet.createdAt())
        .executionStatus(changeSet.execution())
        .status(changeSet.status())
        .statusReason(changeSet.statusReason().isEmpty() ? null : changeSet.statusReason())
        .stackDriftStatus(order.revertsDrift() ? changeSet.stack().drift().status() : null)
        .notificationARNs(target.notificationArns())
        .rollbackConfiguration(target.rollbackConfiguration())
        .capabilitiesWithStrings(target.capabilities())
        .tags(StackTags.described(target.tags()))
        .changes(page.items())
        .nextToken(page.nextToken().orElse(null))
        .includeNestedStacks(order.nested())
        .parentChangeSetId(order.parentId().orElse(null))
        .rootChangeSetId(order.rootId().orElse(null))
        .onStackFailure(order.onStackFailure().orElse(null))
        .importExistingResources(false)
        .deploymentMode(order.revertsDrift() ? DeploymentMode.REVERT_DRIFT : null)
        .build();
  }

  ListChangeSetsResponse list(ListChangeSetsRequest request) {
    LiveStack stack = requested.stack(request.stackName());
    Page<ChangeSet> page =
        Pages.of(
            new ArrayList<>(stack.changeSets().values()),
            request.nextToken(),
            changeSet -> changeSet.order().id());
    return ListChangeSetsResponse.builder()
        .summaries(page.items().stream().map(ChangeSetQueries::summary).toList())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  private static ChangeSetSummary summary(ChangeSet changeSet) {
    ChangeSet.Order order = changeSet.order();
    return ChangeSetSummary.builder()
        .stackId(changeSet.stack().id())
        .stackName(changeSet.stack().name())
        .changeSetId(order.id())
        .changeSetName(order.name())
        .executionStatus(changeSet.execution())
        .status(changeSet.status())
        .statusReason(changeSet.statusReason().isEmpty() ? null : changeSet.statusReason())
        .creationTime(changeSet.createdAt())
        .description(order.description().orElse(null))
        .includeNestedStacks(order.nested())
        .parentChangeSetId(order.parentId().orElse(null))
        .rootChangeSetId(order.rootId().orElse(null))
        .importExistingResources(false)
        .build();
  }
}
