package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.ec2.Page;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDetail;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftInformation;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftInformationSummary;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** What is asked of stacks' resources. */
final class ResourceQueries {
  private static final int DESCRIBED_MAX = 100;

  private final StackRegion region;

  ResourceQueries(StackRegion region) {
    this.region = region;
  }

  private LiveStack stack(String nameOrId) {
    return region.find(nameOrId).orElseThrow(() -> CloudFormationErrors.noStackWithId(nameOrId));
  }

  ListStackResourcesResponse list(ListStackResourcesRequest request) {
    LiveStack stack = stack(request.stackName());
    Page<LiveResource> page =
        Pages.of(
            new ArrayList<>(stack.resources().values()),
            request.nextToken(),
            LiveResource::logicalId);
    return ListStackResourcesResponse.builder()
        .stackResourceSummaries(page.items().stream().map(ResourceQueries::summary).toList())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  private static StackResourceSummary summary(LiveResource resource) {
    return StackResourceSummary.builder()
        .logicalResourceId(resource.logicalId())
        .physicalResourceId(physicalId(resource))
        .resourceType(resource.type())
        .lastUpdatedTimestamp(resource.changedAt())
        .resourceStatus(resource.status())
        .resourceStatusReason(reason(resource))
        .driftInformation(
            StackResourceDriftInformationSummary.builder()
                .stackResourceDriftStatus(resource.drift())
                .lastCheckTimestamp(resource.driftCheckedAt().orElse(null))
                .build())
        .build();
  }

  private static String physicalId(LiveResource resource) {
    return resource.physicalId().isEmpty() ? null : resource.physicalId();
  }

  private static String reason(LiveResource resource) {
    return resource.reason().isEmpty() ? null : resource.reason();
  }

  private static StackResourceDriftInformation drift(LiveResource resource) {
    return StackResourceDriftInformation.builder()
        .stackResourceDriftStatus(resource.drift())
        .lastCheckTimestamp(resource.driftCheckedAt().orElse(null))
        .build();
  }

  DescribeStackResourceResponse describe(DescribeStackResourceRequest request) {
    LiveStack stack = stack(request.stackName());
    LiveResource resource =
        stack
            .resource(request.logicalResourceId())
            .orElseThrow(() -> noResource(request.logicalResourceId(), stack));
    return DescribeStackResourceResponse.builder()
        .stackResourceDetail(
            StackResourceDetail.builder()
                .stackName(stack.name())
                .stackId(stack.id())
                .logicalResourceId(resource.logicalId())
                .physicalResourceId(physicalId(resource))
                .resourceType(resource.type())
                .lastUpdatedTimestamp(resource.changedAt())
                .resourceStatus(resource.status())
                .resourceStatusReason(reason(resource))
                .metadata(
                    resource.made().definition().node().has("Metadata")
                        ? resource.made().definition().node().get("Metadata").toString()
                        : null)
                .driftInformation(drift(resource))
                .build())
        .build();
  }

  private static RuntimeException noResource(String logicalId, LiveStack stack) {
    return CloudFormationErrors.validation(
        "Resource " + logicalId + " does not exist for stack " + stack.name());
  }

  DescribeStackResourcesResponse describeAll(DescribeStackResourcesRequest request) {
    if ((request.stackName() == null) == (request.physicalResourceId() == null)) {
      throw CloudFormationErrors.validation(
          "Either StackName or PhysicalResourceId must be specified, not both.");
    }
    LiveStack stack =
        request.stackName() != null
            ? stack(request.stackName())
            : region.stacks().stream()
                .filter(
                    one ->
                        one.resources().values().stream()
                            .anyMatch(it -> it.physicalId().equals(request.physicalResourceId())))
                .findFirst()
                .orElseThrow(
                    () ->
                        CloudFormationErrors.validation(
                            "Stack for " + request.physicalResourceId() + " does not exist"));
    List<LiveResource> found =
        stack.resources().values().stream()
            .filter(
                it ->
                    request.logicalResourceId() == null
                        || it.logicalId().equals(request.logicalResourceId()))
            .limit(DESCRIBED_MAX)
            .toList();
    if (request.logicalResourceId() != null && found.isEmpty()) {
      throw noResource(request.logicalResourceId(), stack);
    }
    return DescribeStackResourcesResponse.builder()
        .stackResources(found.stream().map(resource -> described(stack, resource)).toList())
        .build();
  }

  private static StackResource described(LiveStack stack, LiveResource resource) {
    return StackResource.builder()
        .stackName(stack.name())
        .stackId(stack.id())
        .logicalResourceId(resource.logicalId())
        .physicalResourceId(physicalId(resource))
        .resourceType(resource.type())
        .timestamp(resource.changedAt())
        .resourceStatus(resource.status())
        .resourceStatusReason(reason(resource))
        .driftInformation(drift(resource))
        .build();
  }
}
