package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.plan.Action;
import dev.lastgood.functions.plan.Rollout;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.GroupReader;
import dev.lastgood.functions.point.TargetHealthReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.ActiveInstanceRefreshNotFoundException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshRequest;

/** Runs {@link Action.OnRollout}: what is about an instance refresh that somebody else began. */
final class RolloutRunner {
  /** In which instances that have started serve, or will not soon. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final AutoScalingClient autoScaling;
  private final GroupReader groups;
  private final GroupChanges changes;
  private final Mutations mutations;
  private final Ledger ledger;
  private final TargetHealthReader targetHealth;
  private final InstantSource clock;

  RolloutRunner(Platform platform, GroupChanges changes, Mutations mutations) {
    this.autoScaling = platform.client(AutoScalingClient.class);
    this.groups = new GroupReader(platform);
    this.changes = changes;
    this.mutations = mutations;
    this.ledger = new Ledger(platform);
    this.targetHealth = new TargetHealthReader(platform);
    this.clock = platform.clock();
  }

  /**
   * Where the refresh is on its way already, by an attempt of ours or by somebody, it is watched.
   */
  Progress start(GroupStep step, Action.OnRollout action) {
    Optional<InstanceRefresh> found = groups.refresh(step.groupName(), action.refreshId());
    if (found.flatMap(RolloutRunner::state).filter(Rollout.State.FORWARD::equals).isEmpty()) {
      return observe(step, action);
    }
    return switch (action) {
      // Between planning and now its rollback was cancelled or something else became of it.
      case Action.AwaitRollback _ ->
          new Progress.Stale(step.chain(), "The instance refresh is not being rolled back.");
      case Action.RollBackRefresh rollBack -> rollBack(step, rollBack);
      case Action.CancelRefresh cancel -> cancel(step, cancel);
    };
  }

  private Progress rollBack(GroupStep step, Action.RollBackRefresh action) {
    Optional<AutoScalingGroup> group = groups.group(step.groupName());
    if (group.isEmpty()) {
      return new Progress.Failed(step.chain(), "The group does not exist any more.");
    }
    Chain chain = changes.freezeSchedules(step, group.get());
    chain = changes.raiseMinimum(step.with(chain), group.get());
    return change(
        step.with(chain),
        action,
        "RollbackInstanceRefresh",
        () ->
            autoScaling.rollbackInstanceRefresh(
                RollbackInstanceRefreshRequest.builder()
                    .autoScalingGroupName(step.groupName())
                    .build()));
  }

  /**
   * What a cancelled refresh has launched beyond the desired capacity, the group takes away again,
   * and it may take what serves for what does not yet: so it is cancelled when all serve.
   */
  private Progress cancel(GroupStep step, Action.CancelRefresh action) {
    Optional<AutoScalingGroup> group = groups.group(step.groupName());
    if (group.isEmpty()) {
      return new Progress.Failed(step.chain(), "The group does not exist any more.");
    }
    GroupStep ready = step;
    if (startsBeyondCapacity(group.get())) {
      if (clock.instant().isBefore(patienceUntil(step))) {
        return new Progress.Running(
            step.chain(), "It is cancelled when the instances that have just started serve.");
      }
      ready = step.with(changes.keepCapacity(step, group.get(), present(Fleet.of(group.get()))));
    }
    return change(
        ready,
        action,
        "CancelInstanceRefresh",
        () ->
            autoScaling.cancelInstanceRefresh(
                CancelInstanceRefreshRequest.builder()
                    .autoScalingGroupName(step.groupName())
                    // What is starting or ending now goes on beside what is done next.
                    .waitForTransitioningInstances(false)
                    .build()));
  }

  /** One on its way out counts as well: what is unhealthy is replaced, by one that starts. */
  private boolean startsBeyondCapacity(AutoScalingGroup group) {
    Fleet fleet = Fleet.of(group);
    int all = fleet.capacityOf(instance -> !instance.onStandby());
    return all > fleet.desiredCapacity()
        && (fleet.capacityInService() < all
            || !targetHealth.notServing(fleet, group.targetGroupARNs()).isEmpty());
  }

  private static int present(Fleet fleet) {
    return fleet.capacityOf(instance -> !instance.onStandby() && !instance.terminating());
  }

  /** From when the actions before this one had ended, or else from when any was let begin. */
  private static Instant patienceUntil(GroupStep step) {
    return step.chain().entries().stream()
        .filter(entry -> isBeginning(entry.fact()))
        .map(entry -> entry.at().plus(PATIENCE))
        .reduce((before, after) -> after)
        .orElse(Instant.EPOCH);
  }

  private static boolean isBeginning(Fact fact) {
    return fact instanceof Fact.Planned
        || fact instanceof Fact.Answered
        || fact instanceof Fact.BackedUp
        || fact instanceof Fact.ActionEnded;
  }

  private Progress change(
      GroupStep step, Action.OnRollout action, String operation, Runnable call) {
    try {
      Chain chain =
          mutations.change(
              step,
              new Mutations.Change(
                  operation, action.says(), List.of(RefreshWatch.owedBy(operation, step))),
              call);
      return new Progress.Running(chain, action.says());
    } catch (ActiveInstanceRefreshNotFoundException over) {
      // It came to its end between the look and the call, or an attempt at the call took effect:
      // the next look tells.
      return new Progress.Running(mutations.known(step), "The instance refresh may be over.");
    }
  }

  /** How far it is; where it ended otherwise than was planned, a new plan is asked for. */
  Progress observe(GroupStep step, Action.OnRollout action) {
    Optional<InstanceRefresh> found = groups.refresh(step.groupName(), action.refreshId());
    if (found.isEmpty()) {
      return new Progress.Stale(
          step.chain(), "AWS does not know the instance refresh " + action.refreshId() + ".");
    }
    InstanceRefreshStatus status = found.get().status();
    Optional<Rollout.State> state = state(found.get());
    if (action instanceof Action.CancelRefresh cancel
        && state.filter(Rollout.State.FORWARD::equals).isPresent()) {
      return cancel(step, cancel);
    }
    if (state.isPresent()) {
      return new Progress.Running(step.chain(), "The instance refresh is " + status + ".");
    }
    Chain chain = RefreshWatch.met(ledger, step, "The instance refresh is " + status + ".");
    return switch (action) {
      case Action.CancelRefresh _ ->
          status == InstanceRefreshStatus.SUCCESSFUL
              ? new Progress.Stale(chain, "The rollout finished before it could be cancelled.")
              : new Progress.Done(chain, "The instance refresh is " + status + ".");
      case Action.RollBackRefresh _, Action.AwaitRollback _ ->
          status == InstanceRefreshStatus.ROLLBACK_SUCCESSFUL
              ? new Progress.Done(chain, "The instance refresh was rolled back.")
              : new Progress.Stale(chain, "The instance refresh is " + status + " now.");
    };
  }

  private static Optional<Rollout.State> state(InstanceRefresh refresh) {
    return Rollout.State.of(refresh.status());
  }
}
