package dev.lastgood.simulator.cloudformation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A wait condition waits for its signals when it is created, and cannot be updated; see
 * "AWS::CloudFormation::WaitCondition" in the AWS CloudFormation Template Reference Guide.
 */
final class WaitConditionProvider implements ResourceProvider {
  private static final Duration TIMEOUT_MAX = Duration.ofHours(12);

  private final StackRegion region;
  private final Map<String, Instant> since = new HashMap<>();

  WaitConditionProvider(StackRegion region) {
    this.region = region;
  }

  @Override
  public UpdateBehaviour behaviour(String property) {
    return UpdateBehaviour.NO_INTERRUPTION;
  }

  @Override
  public Pace pace() {
    return Pace.QUICK;
  }

  @Override
  public Optional<String> nameProperty() {
    return Optional.empty();
  }

  @Override
  public boolean isTaggable() {
    return false;
  }

  @Override
  public boolean isDriftDetected() {
    return false;
  }

  @Override
  public String create(Desired desired) {
    String physicalId =
        region
            .account()
            .arn(
                "cloudformation",
                "waitcondition/" + region.madeName(desired.stack(), desired.logicalId()));
    region.live().put(ResourceTypes.WAIT_CONDITION, physicalId, desired.properties());
    since.put(physicalId, region.now());
    return physicalId;
  }

  @Override
  public void update(String physicalId, Map<String, Object> before, Desired desired)
      throws ResourceFailure {
    if (!Values.same(before, desired.properties())) {
      throw new ResourceFailure(
          "Update to resource type AWS::CloudFormation::WaitCondition is not supported.");
    }
  }

  @Override
  public Settling settling(String physicalId, Desired desired) throws ResourceFailure {
    String stackName = desired.stack().name();
    String logicalId = desired.logicalId();
    if (!since.containsKey(physicalId)) {
      return Settling.DONE;
    }
    int count = number(desired, "Count").orElse(1);
    int received =
        region.signals().isWithheld(stackName, logicalId)
            ? region.signals().successes(stackName, logicalId)
            : count;
    if (received >= count) {
      since.remove(physicalId);
      return Settling.DONE;
    }
    Duration timeout = number(desired, "Timeout").map(Duration::ofSeconds).orElse(TIMEOUT_MAX);
    if (region.now().isBefore(since.get(physicalId).plus(timeout))) {
      return Settling.WAITING;
    }
    throw new ResourceFailure(
        "WaitCondition timed out. Received " + received + " conditions when expecting " + count);
  }

  private static Optional<Integer> number(Desired desired, String property) {
    return Optional.ofNullable(desired.properties().get(property))
        .map(value -> Integer.valueOf(String.valueOf(value)));
  }

  @Override
  public void delete(String physicalId) {
    region.live().remove(ResourceTypes.WAIT_CONDITION, physicalId);
  }

  @Override
  public Optional<Map<String, Object>> read(String physicalId) {
    return region.live().get(ResourceTypes.WAIT_CONDITION, physicalId);
  }

  @Override
  public Object ref(String physicalId) {
    return physicalId;
  }

  @Override
  public Optional<Object> attribute(String physicalId, String name) {
    return name.equals("Data") ? Optional.of("{}") : Optional.empty();
  }

  @Override
  public boolean isVolatile(String attribute) {
    return false;
  }
}
