package dev.lastgood.simulator.cloudformation;

import dev.lastgood.simulator.ec2.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsResponse;
import software.amazon.awssdk.services.cloudformation.model.DetectStackDriftRequest;
import software.amazon.awssdk.services.cloudformation.model.DetectStackDriftResponse;
import software.amazon.awssdk.services.cloudformation.model.DifferenceType;
import software.amazon.awssdk.services.cloudformation.model.PropertyDifference;
import software.amazon.awssdk.services.cloudformation.model.StackDriftDetectionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;

/**
 * Finds what somebody else has changed: the properties that the template gives, of the stack's own
 * resources; see "Detect unmanaged configuration changes to stacks and resources with drift
 * detection" in the AWS CloudFormation User Guide.
 */
final class DriftOperations {
  private final StackRegion region;
  private final Requested requested;

  DriftOperations(StackRegion region) {
    this.region = region;
    this.requested = new Requested(region);
  }

  DetectStackDriftResponse detect(DetectStackDriftRequest request) {
    LiveStack stack = requested.stack(request.stackName());
    if (!canBeLookedAt(stack)) {
      throw CloudFormationErrors.validation(
          "Drift detection cannot be performed on stack ["
              + stack.id()
              + "] while it is in "
              + stack.status()
              + " state.");
    }
    if (stack.drift().isUnderWay()) {
      throw CloudFormationErrors.validation(
          "Drift detection is already in progress for stack [" + stack.id() + "].");
    }
    String id = region.ids().uuid();
    Instant now = region.now();
    stack
        .drift()
        .detections()
        .put(
            id,
            new Drift.Detection(
                now, StackDriftDetectionStatus.DETECTION_IN_PROGRESS, StackDriftStatus.UNKNOWN, 0));
    Set<String> wanted = Set.copyOf(request.logicalResourceIds());
    region
        .time()
        .after(
            region.timings().driftDetection().draw(region.chance()),
            () -> look(stack, id, now, wanted));
    return DetectStackDriftResponse.builder().stackDriftDetectionId(id).build();
  }

  private static boolean canBeLookedAt(LiveStack stack) {
    return switch (stack.status()) {
      case CREATE_COMPLETE,
          UPDATE_COMPLETE,
          UPDATE_ROLLBACK_COMPLETE,
          UPDATE_ROLLBACK_FAILED,
          IMPORT_COMPLETE,
          IMPORT_ROLLBACK_COMPLETE ->
          true;
      default -> false;
    };
  }

  private void look(LiveStack stack, String id, Instant startedAt, Set<String> wanted) {
    int drifted = 0;
    for (LiveResource resource : stack.resources().values()) {
      if (!wanted.isEmpty() && !wanted.contains(resource.logicalId())) {
        continue;
      }
      ResourceProvider provider = region.provider(resource.made());
      if (!provider.isDriftDetected()) {
        resource.drift(StackResourceDriftStatus.NOT_CHECKED, region.now());
        continue;
      }
      StackResourceDrift drift = drift(stack, resource, provider);
      stack.drift().byResource().put(resource.logicalId(), drift);
      resource.drift(drift.stackResourceDriftStatus(), region.now());
      if (drift.stackResourceDriftStatus() != StackResourceDriftStatus.IN_SYNC) {
        drifted++;
      }
    }
    StackDriftStatus found = drifted == 0 ? StackDriftStatus.IN_SYNC : StackDriftStatus.DRIFTED;
    stack.drift().found(found, region.now());
    Drift.Detection detection =
        new Drift.Detection(
            startedAt, StackDriftDetectionStatus.DETECTION_COMPLETE, found, drifted);
    stack.drift().detections().put(id, detection);
    region.events().drift(stack, id, detection);
  }

  private StackResourceDrift drift(
      LiveStack stack, LiveResource resource, ResourceProvider provider) {
    Map<String, Object> expected = new TreeMap<>(resource.made().properties());
    expected.keySet().removeAll(provider.writeOnly());
    Optional<Map<String, Object>> actual = provider.read(resource.physicalId());
    List<PropertyDifference> differences = new ArrayList<>();
    Map<String, Object> shown = new TreeMap<>(actual.orElse(Map.of()));
    shown.keySet().retainAll(expected.keySet());
    if (actual.isPresent()) {
      expected.forEach(
          (name, value) -> {
            if (!Values.covers(value, shown.get(name))) {
              differences.add(
                  PropertyDifference.builder()
                      .propertyPath("/" + name)
                      .expectedValue(Values.text(value))
                      .actualValue(shown.containsKey(name) ? Values.text(shown.get(name)) : "null")
                      .differenceType(
                          shown.containsKey(name)
                              ? DifferenceType.NOT_EQUAL
                              : DifferenceType.REMOVE)
                      .build());
            }
          });
    }
    return StackResourceDrift.builder()
        .stackId(stack.id())
        .logicalResourceId(resource.logicalId())
        .physicalResourceId(resource.physicalId())
        .resourceType(resource.type())
        .expectedProperties(Values.text(expected))
        .actualProperties(actual.isPresent() ? Values.text(shown) : null)
        .propertyDifferences(differences)
        .stackResourceDriftStatus(
            actual.isEmpty()
                ? StackResourceDriftStatus.DELETED
                : differences.isEmpty()
                    ? StackResourceDriftStatus.IN_SYNC
                    : StackResourceDriftStatus.MODIFIED)
        .timestamp(region.now())
        .build();
  }

  DescribeStackDriftDetectionStatusResponse status(
      DescribeStackDriftDetectionStatusRequest request) {
    String id = request.stackDriftDetectionId();
    for (LiveStack stack : region.stacks()) {
      Drift.Detection detection = stack.drift().detections().get(id);
      if (detection != null) {
        return DescribeStackDriftDetectionStatusResponse.builder()
            .stackId(stack.id())
            .stackDriftDetectionId(id)
            .detectionStatus(detection.detection())
            .stackDriftStatus(
                detection.detection() == StackDriftDetectionStatus.DETECTION_COMPLETE
                    ? detection.found()
                    : null)
            .driftedStackResourceCount(detection.drifted())
            .timestamp(detection.startedAt())
            .build();
      }
    }
    throw CloudFormationErrors.validation("Drift detection with id " + id + " does not exist");
  }

  DescribeStackResourceDriftsResponse resources(DescribeStackResourceDriftsRequest request) {
    LiveStack stack = requested.stack(request.stackName());
    List<StackResourceDrift> found =
        stack.drift().byResource().values().stream()
            .filter(
                drift ->
                    request.stackResourceDriftStatusFilters().isEmpty()
                        || request
                            .stackResourceDriftStatusFilters()
                            .contains(drift.stackResourceDriftStatus()))
            .toList();
    int size = request.maxResults() == null ? Pages.SIZE : Math.clamp(request.maxResults(), 1, 100);
    Page<StackResourceDrift> page =
        Pages.of(found, size, request.nextToken(), StackResourceDrift::logicalResourceId);
    return DescribeStackResourceDriftsResponse.builder()
        .stackResourceDrifts(page.items())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }
}
