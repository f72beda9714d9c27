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
  private final TargetGroupChanges targetGroups;
  private final InstantSource clock;

  SettingsRunner(Platform platform, GroupChanges changes, Mutations mutations) {
    this.groups = new GroupReader(platform);
    this.targetHealth = new TargetHealthReader(platform);
    this.changes = changes;
    this.targetGroups = new TargetGroupChanges(platform, mutations);
    this.clock = platform.clock();
  }

  /** Each call is made only where the live group still differs, so starting twice is harmless. */
  Progress start(GroupStep step) {
    Optional<AutoScalingGroup> group = groups.group(step.groupName());
    if (group.isEmpty()) {
      return new Progress.Failed(step.chain(), "The group does not exist any more.");
    }
    Chain chain = changes.freezeSchedules(step, group.get());
    chain = changes.resumeWhatAdds(step.with(chain), group.get());
    chain = targetGroups.attach(step.with(chain), group.get());
    return observe(step.with(chain));
  }

  Progress observe(GroupStep step) {
    Optional<AutoScalingGroup> found = groups.group(step.groupName());
    if (found.isEmpty()) {
      return new Progress.Failed(step.chain(), "The group does not exist any more.");
    }
    AutoScalingGroup group = found.get();
    Optional<Progress> waiting = waiting(step, group);
    if (waiting.isPresent()) {
      return waiting.get();
    }
    Chain chain = targetGroups.detach(step, group);
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

  /**
   * What serves now is not taken away for target groups in which nothing would serve. Where nothing
   * serves in either, as where what the instances run is itself bad, nothing is lost.
   *
   * @return empty where target groups may be detached
   */
  private Optional<Progress> waiting(GroupStep step, AutoScalingGroup group) {
    List<String> toDetach = TargetGroupChanges.toDetach(step, group);
    if (toDetach.isEmpty()) {
      return Optional.empty();
    }
    Fleet fleet = Fleet.of(group);
    List<String> notServing =
        targetHealth.notServing(fleet, step.goal().configuration().targetGroupArns());
    if (notServing.isEmpty()) {
      return Optional.empty();
    }
    String says =
        "The target groups to come do not find "
            + notServing.size()
            + " instances healthy, such as "
            + notServing.getFirst()
            + ".";
    if (clock.instant().isBefore(attachedAt(step).plus(PATIENCE))) {
      return Optional.of(new Progress.Running(step.chain(), says));
    }
    return targetHealth.serving(fleet, toDetach).stream().anyMatch(notServing::contains)
        ? Optional.of(
            new Progress.Failed(step.chain(), says + " Those in which they serve are kept."))
        : Optional.empty();
  }

  private static Instant attachedAt(GroupStep step) {
    return step.chain().entries().stream()
        .filter(
            entry ->
                entry.fact() instanceof Fact.Intent intent
                    && intent.targetId().equals(step.target().id())
                    && intent.operation().equals(TargetGroupChanges.ATTACH))
        .map(Entry::at)
        .reduce((before, after) -> after)
        .orElse(Instant.EPOCH);
  }
}
