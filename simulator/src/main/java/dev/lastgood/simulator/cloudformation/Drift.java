package dev.lastgood.simulator.cloudformation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.StackDriftDetectionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;

/** What is known of a stack's drift. */
final class Drift {
  private final Map<String, Detection> detections = new LinkedHashMap<>();
  private final Map<String, StackResourceDrift> byResource = new LinkedHashMap<>();
  private StackDriftStatus status = StackDriftStatus.NOT_CHECKED;
  private Optional<Instant> checkedAt = Optional.empty();

  /**
   * One look at the stack.
   *
   * @param startedAt when it began
   * @param detection how far it is
   * @param found what it found, at its end
   * @param drifted how many resources have drifted
   */
  record Detection(
      Instant startedAt,
      StackDriftDetectionStatus detection,
      StackDriftStatus found,
      int drifted) {}

  Map<String, Detection> detections() {
    return detections;
  }

  boolean isUnderWay() {
    return detections.values().stream()
        .anyMatch(
            detection -> detection.detection() == StackDriftDetectionStatus.DETECTION_IN_PROGRESS);
  }

  /** What the last look found, by logical id. */
  Map<String, StackResourceDrift> byResource() {
    return byResource;
  }

  StackDriftStatus status() {
    return status;
  }

  Optional<Instant> checkedAt() {
    return checkedAt;
  }

  void found(StackDriftStatus next, Instant now) {
    status = next;
    checkedAt = Optional.of(now);
  }

  /** An operation changes what was looked at. */
  void forget() {
    status = StackDriftStatus.NOT_CHECKED;
    byResource.clear();
  }
}
