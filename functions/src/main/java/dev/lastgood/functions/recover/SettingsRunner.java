package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Entry;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.GroupReader;
import dev.lastgood.functions.point.TargetHealthReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/**
 * Runs {@link dev.lastgood.functions.plan.Action.RestoreSettings}: what adds first, and what takes
 * away only when what was added serves.
 */
final class SettingsRunner {
  /**
   * In which a target group finds instances healthy that are: registered, and checked some times.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final GroupReader groups;
  private final TargetHealthReader targetHealth;
  private final GroupChanges changes;
  private final InstantSource clock;

  SettingsRunner(Platform platform, GroupChanges changes) {
    this.groups = new GroupReader(platform);
    this.targetHealth = new TargetHealthReader(platform);
    this.changes = changes;
    this.clock = platform.clock();
  }

  /** Each call is made only where the live group still differs, so starting twice is harmless. */
  Progress start(Step step) {
    Optional<AutoScalingGroup> group = groups.group(step.groupName());
    if (group.isEmpty()) {
      return new Progress.Failed(step.chain(), "The group does not exist any more.");
    }
    Chain chain = changes.freezeSchedules(step, group.get());
    chain = changes.resumeWhatAdds(step.with(chain), group.get());
    if (!GroupChanges.toAttach(step, group.get()).isEmpty()) {
      chain = changes.freezeHealthChecks(step.with(chain), group.get());
      chain = changes.attachTargetGroups(step.with(chain), group.get());
    }
    return observe(step.with(chain));
  }

  Progress observe(Step step) {
    Optional<AutoScalingGroup> found = groups.group(step.groupName());
    if (found.isEmpty()) {
      return new Progress.Failed(step.chain(), "The group does not exist any more.");
    }
    AutoScalingGroup group = found.get();
    if (!GroupChanges.toDetach(step, group).isEmpty()) {
      List<String> notServing =
          targetHealth.notServing(Fleet.of(group), step.goal().configuration().targetGroupArns());
      if (!notServing.isEmpty()) {
        return waiting(step, notServing);
      }
    }
    Chain chain = changes.detachTargetGroups(step, group);
    chain = changes.restoreSettings(step.with(chain), group);
    chain = changes.restoreOtherProcesses(step.with(chain), group);
    if (!chain.equals(step.chain())) {
      group = groups.group(step.groupName()).orElse(group);
    }
    int serving = GroupChanges.inService(group);
    String says = serving + " of " + group.desiredCapacity() + " instances are in service.";
    return serving >= group.desiredCapacity()
        ? new Progress.Done(chain, says)
        : new Progress.Running(chain, says);
  }

  /** What serves now is not taken away for target groups in which nothing would serve. */
  private Progress waiting(Step step, List<String> notServing) {
    String says =
        "The point's target groups do not find "
            + notServing.size()
            + " instances healthy, such as "
            + notServing.getFirst()
            + ".";
    Instant since =
        step.chain().entries().stream()
            .filter(
                entry ->
                    entry.fact() instanceof Fact.Intent intent
                        && intent.targetId().equals(step.target().id())
                        && intent.operation().equals(GroupChanges.ATTACH))
            .map(Entry::at)
            .reduce((before, after) -> after)
            .orElse(Instant.EPOCH);
    return clock.instant().isAfter(since.plus(PATIENCE))
        ? new Progress.Failed(step.chain(), says + " Those that serve now are kept.")
        : new Progress.Running(step.chain(), says);
  }
}
