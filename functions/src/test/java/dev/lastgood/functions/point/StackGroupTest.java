package dev.lastgood.functions.point;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

@DisplayName("The group that a stack owns")
class StackGroupTest {
  private static Optional<AutoScalingGroup> group(int desiredCapacity, LifecycleState... states) {
    List<Instance> instances =
        IntStream.range(0, states.length)
            .mapToObj(
                index ->
                    Instance.builder()
                        .instanceId("i-" + index)
                        .lifecycleState(states[index])
                        .healthStatus("Healthy")
                        .build())
            .toList();
    return Optional.of(
        AutoScalingGroup.builder()
            .autoScalingGroupName("web")
            .desiredCapacity(desiredCapacity)
            .instances(instances)
            .build());
  }

  private static List<String> lack(Optional<AutoScalingGroup> described, String... refreshes) {
    return new StackGroup("web", described, List.of(refreshes).stream().findFirst()).lack();
  }

  @Test
  @DisplayName("is well with all of its capacity in service and nobody replacing any of it")
  void well() {
    assertEquals(List.of(), lack(group(2, LifecycleState.IN_SERVICE, LifecycleState.IN_SERVICE)));
    assertEquals(List.of(), lack(group(0)));
  }

  @Test
  @DisplayName("lacks what is not in service yet, and what is being replaced")
  void lacking() {
    assertEquals(
        List.of(
            "The group web: Only 1 of 2 instances are in service and healthy.",
            "The instance refresh r is under way in the group web."),
        lack(group(2, LifecycleState.IN_SERVICE, LifecycleState.PENDING), "r"));
  }

  @Test
  @DisplayName("that is not there is told")
  void missing() {
    assertEquals(List.of("The group web of the stack is not there."), lack(Optional.empty()));
  }
}
