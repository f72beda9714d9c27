package dev.lastgood.simulator.invariant;

import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.autoscaling.SimulatedAutoScaling;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;

/** Which group a change by Auto Scaling's API is a change of. */
final class ChangedGroup {
  private ChangedGroup() {}

  /** The group that a request names, or that has the instance which it names; empty for neither. */
  static Optional<String> name(Object request, SimulatedAutoScaling autoScaling) {
    if (!(request instanceof SdkRequest change)) {
      return Optional.empty();
    }
    return change
        .getValueForField("AutoScalingGroupName", String.class)
        .or(
            () ->
                change
                    .getValueForField("InstanceId", String.class)
                    .flatMap(instanceId -> having(instanceId, autoScaling)));
  }

  private static Optional<String> having(String instanceId, SimulatedAutoScaling autoScaling) {
    return autoScaling.groups().stream()
        .filter(group -> group.instances().stream().anyMatch(it -> it.id().equals(instanceId)))
        .map(Group::name)
        .findFirst();
  }
}
