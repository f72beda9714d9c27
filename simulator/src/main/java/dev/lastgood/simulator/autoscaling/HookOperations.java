package dev.lastgood.simulator.autoscaling;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatResponse;

/**
 * Lifecycle hooks by "PutLifecycleHook" of the Auto Scaling API Reference, and what is said of
 * their actions. What is put counts for the instances that come to it from then on.
 */
final class HookOperations {
  /** "Lifecycle hooks per Auto Scaling group", the default quota. */
  private static final int HOOKS_MAX = 50;

  private static final int HEARTBEAT_SECONDS_MIN = 30;
  private static final int HEARTBEAT_SECONDS_MAX = 7200;
  private static final int HEARTBEAT_SECONDS_DEFAULT = 3600;
  private static final int GLOBAL_SECONDS_MAX = 172_800;
  private static final Set<String> TRANSITIONS =
      Set.of(LifecycleActions.LAUNCHING, LifecycleActions.TERMINATING);
  private static final Set<String> RESULTS = Set.of("CONTINUE", "ABANDON");

  private final World world;
  private final AttachedState<LifecycleHook> hooks;

  HookOperations(World world) {
    this.world = world;
    this.hooks = world.hooks();
  }

  /** What is omitted of a hook that there is stays as it was. */
  PutLifecycleHookResponse put(PutLifecycleHookRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    String name = request.lifecycleHookName();
    LifecycleHook before =
        hooks
            .find(group, name)
            .orElseGet(
                () ->
                    LifecycleHook.builder()
                        .heartbeatTimeout(HEARTBEAT_SECONDS_DEFAULT)
                        .defaultResult("ABANDON")
                        .build());
    boolean isNew = before.lifecycleHookName() == null;
    if (isNew && hooks.of(group).size() >= HOOKS_MAX) {
      throw AutoScalingErrors.limitExceeded("A group has at most " + HOOKS_MAX + " hooks.");
    }
    LifecycleHook.Builder next =
        before.toBuilder().autoScalingGroupName(group.name()).lifecycleHookName(name);
    if (request.lifecycleTransition() != null) {
      next.lifecycleTransition(request.lifecycleTransition());
    }
    if (request.roleARN() != null) {
      next.roleARN(request.roleARN());
    }
    if (request.notificationTargetARN() != null) {
      // An empty one takes the target away.
      String target = request.notificationTargetARN();
      next.notificationTargetARN(target.isEmpty() ? null : target);
    }
    if (request.notificationMetadata() != null) {
      next.notificationMetadata(request.notificationMetadata());
    }
    if (request.heartbeatTimeout() != null) {
      next.heartbeatTimeout(request.heartbeatTimeout());
    }
    if (request.defaultResult() != null) {
      next.defaultResult(request.defaultResult());
    }
    LifecycleHook hook = next.build();
    check(hook);
    hooks.put(
        group,
        name,
        hook.toBuilder()
            .globalTimeout(Math.min(GLOBAL_SECONDS_MAX, 100 * hook.heartbeatTimeout()))
            .build());
    return PutLifecycleHookResponse.builder().build();
  }

  private static void check(LifecycleHook hook) {
    if (hook.lifecycleTransition() == null || !TRANSITIONS.contains(hook.lifecycleTransition())) {
      throw AutoScalingErrors.validation(
          "A lifecycle hook needs one of the lifecycle transitions "
              + TRANSITIONS.stream().sorted().toList()
              + ".");
    }
    if (!RESULTS.contains(hook.defaultResult())) {
      throw AutoScalingErrors.validation("DefaultResult must be CONTINUE or ABANDON.");
    }
    if (hook.heartbeatTimeout() < HEARTBEAT_SECONDS_MIN
        || hook.heartbeatTimeout() > HEARTBEAT_SECONDS_MAX) {
      throw AutoScalingErrors.validation("HeartbeatTimeout must be between 30 and 7200 seconds.");
    }
    if (hook.notificationTargetARN() != null && hook.roleARN() == null) {
      throw AutoScalingErrors.validation("A notification target needs a role that may publish.");
    }
  }

  DeleteLifecycleHookResponse delete(DeleteLifecycleHookRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    LifecycleHook deleted =
        hooks
            .remove(group, request.lifecycleHookName())
            .orElseThrow(
                () ->
                    AutoScalingErrors.validation(
                        "No Lifecycle Hook found with name: " + request.lifecycleHookName()));
    world.actions().hookDeleted(group, deleted);
    return DeleteLifecycleHookResponse.builder().build();
  }

  /** The hooks that a group is created with. */
  void putAll(Group group, List<LifecycleHookSpecification> specifications) {
    for (LifecycleHookSpecification hook : specifications) {
      put(
          PutLifecycleHookRequest.builder()
              .autoScalingGroupName(group.name())
              .lifecycleHookName(hook.lifecycleHookName())
              .lifecycleTransition(hook.lifecycleTransition())
              .notificationMetadata(hook.notificationMetadata())
              .heartbeatTimeout(hook.heartbeatTimeout())
              .defaultResult(hook.defaultResult())
              .notificationTargetARN(hook.notificationTargetARN())
              .roleARN(hook.roleARN())
              .build());
    }
  }

  CompleteLifecycleActionResponse complete(CompleteLifecycleActionRequest request) {
    if (!RESULTS.contains(request.lifecycleActionResult())) {
      throw AutoScalingErrors.validation("LifecycleActionResult must be CONTINUE or ABANDON.");
    }
    Group group = world.group(request.autoScalingGroupName());
    Optional<String> token = Optional.ofNullable(request.lifecycleActionToken());
    Optional<String> instanceId = Optional.ofNullable(request.instanceId());
    requireAction(group, request.lifecycleHookName(), token, instanceId);
    world
        .actions()
        .complete(
            group, request.lifecycleHookName(), token, instanceId, request.lifecycleActionResult());
    return CompleteLifecycleActionResponse.builder().build();
  }

  RecordLifecycleActionHeartbeatResponse heartbeat(RecordLifecycleActionHeartbeatRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    Optional<String> token = Optional.ofNullable(request.lifecycleActionToken());
    Optional<String> instanceId = Optional.ofNullable(request.instanceId());
    requireAction(group, request.lifecycleHookName(), token, instanceId);
    world.actions().heartbeat(group, request.lifecycleHookName(), token, instanceId);
    return RecordLifecycleActionHeartbeatResponse.builder().build();
  }

  private void requireAction(
      Group group, String hookName, Optional<String> token, Optional<String> instanceId) {
    if (token.isEmpty() && instanceId.isEmpty()) {
      throw AutoScalingErrors.validation(
          "Either a lifecycle action token or an instance is needed.");
    }
    if (world.actions().find(group, hookName, token, instanceId).isEmpty()) {
      throw AutoScalingErrors.validation(
          "No active Lifecycle Action found with "
              + instanceId.map(id -> "instance ID " + id).orElse("token " + token.orElse("")));
    }
  }

  DescribeLifecycleHooksResponse describe(DescribeLifecycleHooksRequest request) {
    List<LifecycleHook> found =
        hooks.of(world.group(request.autoScalingGroupName())).values().stream()
            .filter(
                hook ->
                    request.lifecycleHookNames().isEmpty()
                        || request.lifecycleHookNames().contains(hook.lifecycleHookName()))
            .toList();
    return DescribeLifecycleHooksResponse.builder().lifecycleHooks(found).build();
  }
}
