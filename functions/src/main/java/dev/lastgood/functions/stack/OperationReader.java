package dev.lastgood.functions.stack;

import dev.lastgood.functions.handler.Platform;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * Reads what happened to a stack last, from its events: newest first, and no further back than
 * where the operation began.
 */
public final class OperationReader {
  private final CloudFormationClient cloudFormation;

  /**
   * A reader.
   *
   * @param platform where its client comes from
   */
  public OperationReader(Platform platform) {
    this.cloudFormation = platform.client(CloudFormationClient.class);
  }

  /**
   * Reads the last operation.
   *
   * @param stackId the stack's ARN
   * @return empty where there are no events any more, or no stack
   */
  public Optional<StackOperation> read(String stackId) {
    return read(stackId, false);
  }

  private Optional<StackOperation> read(String stackId, boolean nested) {
    Reading reading = new Reading(stackId, nested);
    Iterator<StackEvent> events = new Events(stackId);
    while (!reading.isDone() && events.hasNext()) {
      reading.hear(events.next());
    }
    return reading.operation();
  }

  /** The events of a stack, the newest first; asks for a page when it comes to it. */
  private final class Events implements Iterator<StackEvent> {
    private final String stackId;
    private Iterator<StackEvent> page;
    private String nextToken;

    private Events(String stackId) {
      this.stackId = stackId;
      turn(null);
    }

    private void turn(String token) {
      DescribeStackEventsResponse answer = described(token);
      page = answer.stackEvents().iterator();
      nextToken = answer.nextToken();
    }

    private DescribeStackEventsResponse described(String token) {
      try {
        return cloudFormation.describeStackEvents(
            DescribeStackEventsRequest.builder().stackName(stackId).nextToken(token).build());
      } catch (AwsServiceException refused) {
        if (CloudFormationErrors.isStackUnknown(refused)) {
          return DescribeStackEventsResponse.builder().build();
        }
        throw refused;
      }
    }

    @Override
    public boolean hasNext() {
      while (!page.hasNext() && nextToken != null && !nextToken.isEmpty()) {
        turn(nextToken);
      }
      return page.hasNext();
    }

    @Override
    public StackEvent next() {
      return page.next();
    }
  }

  /** What the events have told so far; they come from the newest to the oldest. */
  private final class Reading {
    private final String stackId;
    private final boolean nested;
    private final List<StackEvent> failed = new ArrayList<>();
    private Optional<StackEvent> newest = Optional.empty();
    private Optional<StackEvent> oldest = Optional.empty();
    private int failedInRollback;
    private Optional<String> token = Optional.empty();
    private Optional<StackStatus> lastStable = Optional.empty();
    private boolean begun;

    private Reading(String stackId, boolean nested) {
      this.stackId = stackId;
      this.nested = nested;
    }

    private boolean isDone() {
      return begun && (lastStable.isPresent() || !needsLastStable());
    }

    /** Only where going back could delete the stack is it worth more pages. */
    private boolean needsLastStable() {
      return newest.flatMap(OperationReader::statusOf).filter(StackStatus::isFailed).isPresent();
    }

    private void hear(StackEvent event) {
      if (!stackId.equals(event.physicalResourceId())) {
        if (!begun && isFailure(event)) {
          failed.addFirst(event);
        }
        return;
      }
      Optional<StackStatus> status = statusOf(event);
      if (status.isEmpty()) {
        return;
      }
      if (newest.isEmpty()) {
        newest = Optional.of(event);
        oldest = newest;
      } else if (!begun && isRest(status.get()) && isInProgress(oldest)) {
        begun = true;
      }
      if (begun) {
        if (lastStable.isEmpty() && status.get().isStable()) {
          lastStable = status;
        }
        return;
      }
      oldest = Optional.of(event);
      if (token.isEmpty()) {
        token = StackDescriptions.text(event.clientRequestToken());
      }
      if (status.get().isInProgress() && status.get().isRollback()) {
        // What was heard before it came after it, whatever the timestamps, which may be the same.
        failedInRollback = failed.size();
      }
    }

    /** A change set under review is no operation yet: its execution begins one. */
    private static boolean isRest(StackStatus status) {
      return !status.isInProgress();
    }

    private static boolean isInProgress(Optional<StackEvent> event) {
      return event.flatMap(OperationReader::statusOf).filter(StackStatus::isInProgress).isPresent();
    }

    private Optional<StackOperation> operation() {
      return newest.map(
          last -> {
            StackStatus status = statusOf(last).orElseThrow();
            List<FailedResource> failures = failed.stream().map(this::failure).toList();
            return new StackOperation(
                last.stackName(),
                stackId,
                token,
                status,
                StackDescriptions.text(last.resourceStatusReason()),
                oldest.orElse(last).timestamp(),
                status.isInProgress() ? Optional.empty() : Optional.of(last.timestamp()),
                failures,
                inRollback(failures),
                lastStable);
          });
    }

    private List<FailedResource> inRollback(List<FailedResource> failures) {
      List<FailedResource> found = new ArrayList<>();
      for (FailedResource failure :
          failures.subList(failures.size() - failedInRollback, failures.size())) {
        List<FailedResource> inside =
            failure.type().equals(StackResource.NESTED_STACK) && !failure.physicalId().isEmpty()
                ? read(failure.physicalId(), true)
                    .map(StackOperation::rollbackFailures)
                    .orElse(List.of())
                : List.of();
        // A nested stack fails for what failed inside it.
        if (inside.isEmpty()) {
          found.add(failure);
        } else {
          found.addAll(inside);
        }
      }
      return found;
    }

    private FailedResource failure(StackEvent event) {
      return new FailedResource(
          event.stackName(),
          stackId,
          nested,
          event.logicalResourceId(),
          Objects.requireNonNullElse(event.physicalResourceId(), ""),
          Objects.requireNonNullElse(event.resourceType(), ""),
          event.resourceStatusAsString(),
          Objects.requireNonNullElse(event.resourceStatusReason(), ""),
          event.timestamp());
    }
  }

  private static Optional<StackStatus> statusOf(StackEvent event) {
    return Optional.ofNullable(event.resourceStatusAsString()).flatMap(StackStatus::find);
  }

  /** What was cancelled did not fail: something else did. */
  private static boolean isFailure(StackEvent event) {
    String status = Objects.requireNonNullElse(event.resourceStatusAsString(), "");
    String reason = Objects.requireNonNullElse(event.resourceStatusReason(), "");
    return status.endsWith("_FAILED")
        && !reason.matches("Resource (creation|update|deletion|import) cancelled\\.?");
  }
}
