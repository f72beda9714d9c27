package dev.lastgood.functions.stack;

import dev.lastgood.functions.handler.Pages;
import dev.lastgood.functions.handler.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsResponse;
import software.amazon.awssdk.services.cloudformation.model.DetectStackDriftRequest;
import software.amazon.awssdk.services.cloudformation.model.PropertyDifference;
import software.amazon.awssdk.services.cloudformation.model.StackDriftDetectionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;

/**
 * Has CloudFormation look for drift: what somebody changed beside a stack. It takes minutes, so
 * that nothing here waits: one call starts, one looks, and whoever waits owns the clock. What it
 * sees are the properties that the template gives, of resources whose type supports it; see "Detect
 * unmanaged configuration changes to stacks and resources with drift detection" in the AWS
 * CloudFormation User Guide.
 *
 * <p>Throttled calls are tried again by the SDK's own retry; what stays refused is thrown, for it
 * says nothing of the stack.
 */
public final class DriftReader {
  /** The most that "DescribeStackResourceDrifts" answers at once. */
  private static final int PAGE = 100;

  private final CloudFormationClient cloudFormation;
  private final StackReader stacks;

  /**
   * A reader.
   *
   * @param platform where its client comes from
   */
  public DriftReader(Platform platform) {
    this.cloudFormation = platform.client(CloudFormationClient.class);
    this.stacks = new StackReader(platform);
  }

  /**
   * The stacks that have to be looked at one by one: "DetectStackDrift" leaves out what is nested.
   *
   * @param stackName the outermost stack's name or ARN
   * @return all of the tree, or why its outermost cannot be read
   */
  public StackTree tree(String stackName) {
    return switch (stacks.readStatus(stackName)) {
      case StackStatusReading.Unreadable unreadable ->
          new StackTree.Unreadable(unreadable.because());
      case StackStatusReading.Known known -> {
        List<StackOverview> found = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        add(known.stack(), found, unreadable);
        yield new StackTree.Known(found, unreadable);
      }
    };
  }

  private void add(StackOverview stack, List<StackOverview> found, List<String> unreadable) {
    found.add(stack);
    if (!stack.status().holdsResources()) {
      return;
    }
    for (StackResource resource : stacks.resources(stack.stackId())) {
      if (resource.isNestedStack()) {
        // A stack cannot be nested in itself, so that this ends.
        switch (stacks.readStatus(resource.physicalId())) {
          case StackStatusReading.Unreadable missing ->
              unreadable.add("Nested as " + resource.logicalId() + ": " + missing.because());
          case StackStatusReading.Known nested -> add(nested.stack(), found, unreadable);
        }
      }
    }
  }

  /**
   * Starts a look.
   *
   * @param stack the stack, as it was read just now
   * @return that it is under way, whoever has begun it; or why it cannot be
   */
  public DriftDetection start(StackOverview stack) {
    if (stack.status().isInProgress()) {
      return new DriftDetection.Impossible(
          stack.stackId(),
          "The stack "
              + stack.stackName()
              + " is at work ("
              + stack.status()
              + "): CloudFormation looks for drift once it is at rest.");
    }
    return start(stack.stackId());
  }

  /**
   * A detection that somebody else has begun is waited for and not taken over: it may be of some
   * resources alone. Ours begins as soon as it is let.
   */
  private DriftDetection start(String stackId) {
    try {
      return new DriftDetection.Running(
          stackId,
          Optional.of(
              cloudFormation
                  .detectStackDrift(DetectStackDriftRequest.builder().stackName(stackId).build())
                  .stackDriftDetectionId()));
    } catch (AwsServiceException refused) {
      if (CloudFormationErrors.isDriftDetectionUnderWay(refused)) {
        return new DriftDetection.Running(stackId, Optional.empty());
      }
      if (CloudFormationErrors.isValidation(refused)) {
        return new DriftDetection.Impossible(stackId, refused.awsErrorDetails().errorMessage());
      }
      throw refused;
    }
  }

  /**
   * Looks how far it is: one call; and where it has ended, reads what it found, all pages.
   *
   * @param running what was started
   * @return what has become of it
   */
  public DriftDetection look(DriftDetection.Running running) {
    if (running.detectionId().isEmpty()) {
      return start(running.stackId());
    }
    DescribeStackDriftDetectionStatusResponse status =
        cloudFormation.describeStackDriftDetectionStatus(
            DescribeStackDriftDetectionStatusRequest.builder()
                .stackDriftDetectionId(running.detectionId().get())
                .build());
    return switch (status.detectionStatus()) {
      case DETECTION_IN_PROGRESS -> running;
      case DETECTION_COMPLETE ->
          new DriftDetection.Ended(running.stackId(), drifted(running.stackId()), Optional.empty());
      case DETECTION_FAILED, UNKNOWN_TO_SDK_VERSION ->
          new DriftDetection.Ended(
              running.stackId(), drifted(running.stackId()), Optional.of(why(status)));
    };
  }

  private static String why(DescribeStackDriftDetectionStatusResponse status) {
    return StackDescriptions.text(status.detectionStatusReason())
        .orElseGet(
            () ->
                status.detectionStatus() == StackDriftDetectionStatus.DETECTION_FAILED
                    ? "CloudFormation could not look at some resource and does not say why."
                    : "This version does not know the status "
                        + status.detectionStatusAsString()
                        + ".");
  }

  private List<ResourceDrift> drifted(String stackId) {
    return Pages.all(
            token ->
                cloudFormation.describeStackResourceDrifts(
                    DescribeStackResourceDriftsRequest.builder()
                        .stackName(stackId)
                        .stackResourceDriftStatusFilters(
                            StackResourceDriftStatus.MODIFIED, StackResourceDriftStatus.DELETED)
                        .maxResults(PAGE)
                        .nextToken(token)
                        .build()),
            DescribeStackResourceDriftsResponse::stackResourceDrifts,
            DescribeStackResourceDriftsResponse::nextToken)
        .stream()
        .map(DriftReader::resource)
        .toList();
  }

  private static ResourceDrift resource(StackResourceDrift drift) {
    return new ResourceDrift(
        drift.logicalResourceId(),
        Objects.requireNonNullElse(drift.physicalResourceId(), ""),
        drift.resourceType(),
        drift.stackResourceDriftStatusAsString(),
        drift.propertyDifferences().stream().map(DriftReader::property).toList());
  }

  private static PropertyDrift property(PropertyDifference difference) {
    return new PropertyDrift(
        difference.propertyPath(),
        Objects.requireNonNullElse(difference.expectedValue(), ""),
        Objects.requireNonNullElse(difference.actualValue(), ""),
        difference.differenceTypeAsString());
  }
}
