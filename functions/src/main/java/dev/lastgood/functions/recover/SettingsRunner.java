package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.point.GroupReader;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/** Runs {@link dev.lastgood.functions.plan.Action.RestoreSettings}. */
final class SettingsRunner {
  private final GroupReader groups;
  private final GroupChanges changes;

  SettingsRunner(Platform platform, GroupChanges changes) {
    this.groups = new GroupReader(platform);
    this.changes = changes;
  }

  /** Each call is made only where the live group still differs, so starting twice is harmless. */
  Progress start(Step step) {
    Optional<AutoScalingGroup> group = groups.group(step.groupName());
    if (group.isEmpty()) {
      return new Progress.Failed(step.chain(), "The group does not exist any more.");
    }
    Chain chain = changes.freezeSchedules(step, group.get());
    chain = changes.resumeWhatAdds(step.with(chain), group.get());
    chain = changes.restoreTargetGroups(step.with(chain), group.get());
    chain = changes.restoreSettings(step.with(chain), group.get());
    chain = changes.restoreOtherProcesses(step.with(chain), group.get());
    return observe(step.with(chain));
  }

  Progress observe(Step step) {
    Optional<AutoScalingGroup> found = groups.group(step.groupName());
    if (found.isEmpty()) {
      return new Progress.Failed(step.chain(), "The group does not exist any more.");
    }
    AutoScalingGroup group = found.get();
    int serving = GroupChanges.inService(group);
    String says = serving + " of " + group.desiredCapacity() + " instances are in service.";
    return serving >= group.desiredCapacity()
        ? new Progress.Done(step.chain(), says)
        : new Progress.Running(step.chain(), says);
  }
}
