package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.kernel.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;

/**
 * What instances wait for: the lifecycle hooks of their groups. An action that nobody completes
 * ends when its heartbeat timeout, or its global timeout, is over, with the hook's default result;
 * see "How lifecycle hooks work in Auto Scaling groups" in the Amazon EC2 Auto Scaling User Guide.
 *
 * <p>An instance that is abandoned before it was in service does not wait for the hooks of its
 * termination: AWS's documents do not say that it does.
 */
final class LifecycleActions {
  static final String LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";
  static final String TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";
  private static final String CONTINUE = "CONTINUE";
  private static final String ABANDON = "ABANDON";

  private final World world;
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  LifecycleActions(World world) {
    this.world = world;
  }

  /** An instance, and what it still waits for. */
  private record Waiting(
      GroupInstance instance, Map<String, Action> actions, Runnable goOn, Runnable abandon) {}

  /** One hook's action of one instance. */
  private static final class Action {
    private final LifecycleHook hook;
    private final String token;
    private final Instant longest;
    private Cancellable timeout;

    private Action(LifecycleHook hook, String token, Instant longest) {
      this.hook = hook;
      this.token = token;
      this.longest = longest;
    }
  }

  /**
   * Has an instance wait for the hooks of a transition, if its group has any.
   *
   * @param goOn what follows when all of them say to continue
   * @param abandon what follows when one of them does not
   * @return false where there is nothing to wait for
   */
  boolean begin(GroupInstance instance, String transition, Runnable goOn, Runnable abandon) {
    List<LifecycleHook> hooks =
        world.hooks().of(instance.group()).values().stream()
            .filter(hook -> hook.lifecycleTransition().equals(transition))
            .toList();
    if (hooks.isEmpty()) {
      return false;
    }
    Waiting all = new Waiting(instance, new LinkedHashMap<>(), goOn, abandon);
    waiting.put(instance.id(), all);
    for (LifecycleHook hook : hooks) {
      Action action =
          new Action(hook, world.ids().uuid(), world.now().plusSeconds(hook.globalTimeout()));
      all.actions().put(hook.lifecycleHookName(), action);
      startTimeout(instance, action);
      world.events().lifecycleAction(instance, hook, action.token);
    }
    return true;
  }

  private void startTimeout(GroupInstance instance, Action action) {
    Instant heartbeat = world.now().plusSeconds(action.hook.heartbeatTimeout());
    Instant end = heartbeat.isBefore(action.longest) ? heartbeat : action.longest;
    action.timeout =
        world
            .time()
            .after(
                Duration.between(world.now(), end),
                () -> complete(instance, action.hook, action.hook.defaultResult()));
  }

  /** What an instance waits for that an API call names; empty where it waits for no such thing. */
  Optional<LifecycleHook> find(
      Group group, String hookName, Optional<String> token, Optional<String> instanceId) {
    return named(group, token, instanceId, hookName)
        .map(found -> found.actions().get(hookName).hook);
  }

  private Optional<Waiting> named(
      Group group, Optional<String> token, Optional<String> instanceId, String hookName) {
    return waiting.values().stream()
        .filter(one -> one.instance().group() == group)
        .filter(one -> one.actions().containsKey(hookName))
        .filter(one -> instanceId.map(one.instance().id()::equals).orElse(true))
        .filter(one -> token.map(one.actions().get(hookName).token::equals).orElse(true))
        .findFirst();
  }

  /** CompleteLifecycleAction of an action that there is. */
  void complete(
      Group group,
      String hookName,
      Optional<String> token,
      Optional<String> instanceId,
      String result) {
    Waiting found = named(group, token, instanceId, hookName).orElseThrow();
    complete(found.instance(), found.actions().get(hookName).hook, result);
  }

  /** RecordLifecycleActionHeartbeat of an action that there is. */
  void heartbeat(
      Group group, String hookName, Optional<String> token, Optional<String> instanceId) {
    Waiting found = named(group, token, instanceId, hookName).orElseThrow();
    Action action = found.actions().get(hookName);
    action.timeout.cancel();
    startTimeout(found.instance(), action);
  }

  /** Its actions end with it: abandoned are launches, continued terminations. */
  void hookDeleted(Group group, LifecycleHook hook) {
    for (Waiting one : List.copyOf(waiting.values())) {
      if (one.instance().group() == group && one.actions().containsKey(hook.lifecycleHookName())) {
        complete(
            one.instance(),
            hook,
            hook.lifecycleTransition().equals(LAUNCHING) ? ABANDON : CONTINUE);
      }
    }
  }

  private void complete(GroupInstance instance, LifecycleHook hook, String result) {
    Waiting all = waiting.get(instance.id());
    all.actions().remove(hook.lifecycleHookName()).timeout.cancel();
    if (result.equals(ABANDON)) {
      cancel(instance);
      all.abandon().run();
    } else if (all.actions().isEmpty()) {
      waiting.remove(instance.id());
      all.goOn().run();
    }
  }

  /** Nobody waits for this instance any more. */
  void cancel(GroupInstance instance) {
    Optional.ofNullable(waiting.remove(instance.id()))
        .ifPresent(all -> all.actions().values().forEach(action -> action.timeout.cancel()));
  }
}
