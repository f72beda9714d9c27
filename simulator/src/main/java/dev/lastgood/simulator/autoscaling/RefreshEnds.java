package dev.lastgood.simulator.autoscaling;

import java.time.Duration;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;

/** How instance refreshes end: done, baked, failed, rolled back, or cancelled. */
final class RefreshEnds {
  private final World world;
  private final RefreshRunner runner;

  RefreshEnds(World world, RefreshRunner runner) {
    this.world = world;
    this.runner = runner;
  }

  /** Everything is replaced; it bakes where it was asked to. */
  void finish(Refresh refresh) {
    int bakeSeconds =
        refresh.preferences().bakeTime() == null ? 0 : refresh.preferences().bakeTime();
    if (refresh.rollingBack()) {
      end(refresh, InstanceRefreshStatus.ROLLBACK_SUCCESSFUL, null, "Rollback Succeeded");
    } else if (bakeSeconds > 0) {
      refresh.status(InstanceRefreshStatus.BAKING, null);
      world.events().refresh(refresh, "Started Baking");
      world.tellRefreshChanged(refresh);
      world
          .time()
          .after(
              Duration.ofSeconds(bakeSeconds),
              () -> {
                if (!refresh.over() && refresh.status() == InstanceRefreshStatus.BAKING) {
                  succeed(refresh);
                }
              });
    } else {
      succeed(refresh);
    }
  }

  /** Only now does the group itself take the desired configuration. */
  private void succeed(Refresh refresh) {
    Group group = refresh.group();
    refresh
        .desired()
        .ifPresent(
            desired -> {
              AutoScalingGroup.Builder settings =
                  group.settings().toBuilder()
                      .launchTemplate(desired.launchTemplate())
                      .mixedInstancesPolicy(desired.mixedInstancesPolicy());
              world.change(group, settings.build());
            });
    end(refresh, InstanceRefreshStatus.SUCCESSFUL, null, "Succeeded");
  }

  /** It failed; it turns around where that was asked for and is possible. */
  void fail(Refresh refresh, String reason) {
    if (refresh.rollingBack()) {
      end(refresh, InstanceRefreshStatus.ROLLBACK_FAILED, reason, "Rollback Failed");
    } else if (Boolean.TRUE.equals(refresh.preferences().autoRollback())
        && refresh.status() != InstanceRefreshStatus.CANCELLING) {
      runner.rollBack(refresh, reason);
    } else {
      end(refresh, InstanceRefreshStatus.FAILED, reason, "Failed");
    }
  }

  /** It failed before it replaced anything: there is nothing to turn around. */
  void failForGood(Refresh refresh, String reason) {
    end(refresh, InstanceRefreshStatus.FAILED, reason, "Failed");
  }

  /** Starts nothing any more; what was changed stays. */
  void cancel(Refresh refresh, boolean waitForTransitioningInstances) {
    if (refresh.status() == InstanceRefreshStatus.PENDING || !waitForTransitioningInstances) {
      end(refresh, InstanceRefreshStatus.CANCELLED, "Cancelled due to user request.", "Cancelled");
      return;
    }
    refresh.status(InstanceRefreshStatus.CANCELLING, "Replacing instances before cancelling.");
    world.tellRefreshChanged(refresh);
    transitionsMayBeOver(refresh);
  }

  /** A refresh that is being cancelled ends with the last instance that comes or goes. */
  void transitionsMayBeOver(Refresh refresh) {
    if (refresh.over() || refresh.status() != InstanceRefreshStatus.CANCELLING) {
      return;
    }
    boolean waiting = refresh.group().launches().underWay() > 0;
    for (GroupInstance instance : refresh.group().instances()) {
      waiting |= instance.terminating() || instance.pending();
    }
    if (!waiting) {
      end(refresh, InstanceRefreshStatus.CANCELLED, "Cancelled due to user request.", "Cancelled");
    }
  }

  private void end(
      Refresh refresh, InstanceRefreshStatus status, String reason, String eventSuffix) {
    refresh.status(status, reason);
    refresh.end(world.now());
    world.events().refresh(refresh, eventSuffix);
    world.tellRefreshChanged(refresh);
    world.controlLoop().wake(refresh.group());
  }
}
