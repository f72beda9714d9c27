package dev.lastgood.simulator.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

@DisplayName("Instances wait for the lifecycle hooks of their group")
class LifecycleHooksTest {
  private static final String GROUP = ComputeWorld.GROUP;

  private final ComputeWorld world = new ComputeWorld(1);
  private final AutoScalingClient client = world.autoScaling.client();

  private void hook(String name, String transition, int heartbeatSeconds, String result) {
    client.putLifecycleHook(
        it ->
            it.autoScalingGroupName(GROUP)
                .lifecycleHookName(name)
                .lifecycleTransition("autoscaling:EC2_INSTANCE_" + transition)
                .heartbeatTimeout(heartbeatSeconds)
                .defaultResult(result));
  }

  private void complete(String hook, String instanceId, String result) {
    client.completeLifecycleAction(
        it ->
            it.autoScalingGroupName(GROUP)
                .lifecycleHookName(hook)
                .instanceId(instanceId)
                .lifecycleActionResult(result));
  }

  private List<GroupInstance> in(LifecycleState state) {
    return world.group().instances().stream().filter(it -> it.lifecycleState() == state).toList();
  }

  private GroupInstance waiting(LifecycleState state) {
    assertTrue(world.runUntil(Duration.ofMinutes(10), () -> !in(state).isEmpty()), "" + state);
    return in(state).getFirst();
  }

  private void grow() {
    world.settled(1, it -> it);
    hook("warm", "LAUNCHING", 120, "ABANDON");
    client.setDesiredCapacity(it -> it.autoScalingGroupName(GROUP).desiredCapacity(2));
  }

  @Test
  @DisplayName("a launched one is Pending:Wait until its action is completed, then in service")
  void continued() {
    grow();
    GroupInstance instance = waiting(LifecycleState.PENDING_WAIT);
    assertTrue(world.eventTypes().contains("EC2 Instance-launch Lifecycle Action"));
    world.runFor(Duration.ofSeconds(60));
    assertEquals(LifecycleState.PENDING_WAIT, instance.lifecycleState());
    complete("warm", instance.id(), "CONTINUE");
    assertEquals(LifecycleState.IN_SERVICE, instance.lifecycleState());
    AutoScalingException refused =
        assertThrows(AutoScalingException.class, () -> complete("warm", instance.id(), "CONTINUE"));
    assertEquals("ValidationError", refused.awsErrorDetails().errorCode());
  }

  @Test
  @DisplayName("what nobody completes ends at the heartbeat timeout with the default result")
  void unanswered() {
    grow();
    GroupInstance instance = waiting(LifecycleState.PENDING_WAIT);
    Instant since = world.time.now();
    assertTrue(world.runUntil(Duration.ofMinutes(5), instance::terminating));
    assertEquals(Duration.ofSeconds(120), Duration.between(since, world.time.now()));
    GroupInstance next = waiting(LifecycleState.PENDING_WAIT);
    assertFalse(next.id().equals(instance.id()), "another one is launched instead");
  }

  @Test
  @DisplayName("a heartbeat starts the timeout anew")
  void heartbeat() {
    grow();
    GroupInstance instance = waiting(LifecycleState.PENDING_WAIT);
    world.runFor(Duration.ofSeconds(100));
    client.recordLifecycleActionHeartbeat(
        it -> it.autoScalingGroupName(GROUP).lifecycleHookName("warm").instanceId(instance.id()));
    world.runFor(Duration.ofSeconds(100));
    assertEquals(LifecycleState.PENDING_WAIT, instance.lifecycleState());
    world.runFor(Duration.ofSeconds(30));
    assertTrue(instance.terminating());
  }

  @Test
  @DisplayName("one that goes is Terminating:Wait after it was drained, whatever the result is")
  void terminating() {
    world.settled(2, it -> it);
    hook("logs", "TERMINATING", 60, "CONTINUE");
    client.setDesiredCapacity(it -> it.autoScalingGroupName(GROUP).desiredCapacity(1));
    GroupInstance instance = waiting(LifecycleState.TERMINATING_WAIT);
    assertTrue(world.eventTypes().contains("EC2 Instance-terminate Lifecycle Action"));
    complete("logs", instance.id(), "ABANDON");
    assertTrue(
        world.runUntil(
            Duration.ofMinutes(2), () -> instance.lifecycleState() == LifecycleState.TERMINATED));
  }

  @Test
  @DisplayName("of several hooks all have to say to continue, and one suffices to abandon")
  void several() {
    grow();
    hook("second", "LAUNCHING", 300, "CONTINUE");
    GroupInstance instance = waiting(LifecycleState.PENDING_WAIT);
    complete("second", instance.id(), "CONTINUE");
    assertEquals(LifecycleState.PENDING_WAIT, instance.lifecycleState());
    complete("warm", instance.id(), "ABANDON");
    assertTrue(instance.terminating());
  }

  @Test
  @DisplayName("a hook that is deleted abandons what it holds on its way in")
  void deleted() {
    grow();
    GroupInstance instance = waiting(LifecycleState.PENDING_WAIT);
    client.deleteLifecycleHook(it -> it.autoScalingGroupName(GROUP).lifecycleHookName("warm"));
    assertTrue(instance.terminating());
    assertTrue(
        world.runUntil(Duration.ofMinutes(10), () -> in(LifecycleState.IN_SERVICE).size() == 2));
  }
}
