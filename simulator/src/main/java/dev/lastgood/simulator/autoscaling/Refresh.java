package dev.lastgood.simulator.autoscaling;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.RefreshStrategy;
import software.amazon.awssdk.services.autoscaling.model.RollbackDetails;

/** One instance refresh: what it was asked for, and how far it is. */
final class Refresh {
  private final String id;
  private final Group group;
  private final RefreshPreferences preferences;
  private final Optional<DesiredConfiguration> desired;
  private final LaunchSource original;
  private final Instant startedAt;
  private final Set<String> outdated = new LinkedHashSet<>();
  private final Set<String> replacements = new LinkedHashSet<>();
  private InstanceRefreshStatus status = InstanceRefreshStatus.PENDING;
  private String statusReason;
  private LaunchSource source;
  private int total;
  private int spared;
  private boolean heldBack;
  private String waitingFor;
  private int checkpointsReached;
  private boolean considered;
  private boolean rollingBack;
  private String rollbackReason;
  private Instant rollbackStartedAt;
  private int totalBeforeRollback;
  private int percentBeforeRollback;
  private int leftBeforeRollback;
  private Instant progressedAt;
  private Instant pausedUntil;
  private Instant endedAt;

  Refresh(
      String id,
      Group group,
      RefreshPreferences preferences,
      Optional<DesiredConfiguration> desired,
      Instant now) {
    this.id = id;
    this.group = group;
    this.preferences = preferences;
    this.desired = desired;
    this.original = LaunchSource.of(group.settings());
    this.source = desired.map(it -> LaunchSource.of(it, group.settings())).orElse(original);
    this.startedAt = now;
    this.progressedAt = now;
    this.pausedUntil = now;
  }

  String id() {
    return id;
  }

  Group group() {
    return group;
  }

  /** With every default filled in. */
  RefreshPreferences preferences() {
    return preferences;
  }

  Optional<DesiredConfiguration> desired() {
    return desired;
  }

  LaunchSource original() {
    return original;
  }

  /**
   * What instances are launched from while it lasts. Without a desired configuration it is whatever
   * the group says at the time.
   */
  LaunchSource source() {
    return rollingBack || desired.isPresent() ? source : LaunchSource.of(group.settings());
  }

  /**
   * Whether it asks for what groups that select types by attributes do not support; see "How an
   * instance refresh works", limitations.
   */
  boolean fitsNoAttributes() {
    return (original.usesInstanceRequirements() || source().usesInstanceRequirements())
        && (desired.isPresent() || Boolean.TRUE.equals(preferences.skipMatching()));
  }

  InstanceRefreshStatus status() {
    return status;
  }

  void status(InstanceRefreshStatus next, String reason) {
    status = next;
    statusReason = reason;
  }

  boolean over() {
    return endedAt != null;
  }

  void end(Instant now) {
    endedAt = now;
  }

  /** Whether it, and not the control loop, decides what is launched and terminated. */
  boolean leads() {
    return status == InstanceRefreshStatus.IN_PROGRESS
        || status == InstanceRefreshStatus.ROLLBACK_IN_PROGRESS;
  }

  boolean rollingBack() {
    return rollingBack;
  }

  void rollBack(String reason, Instant now) {
    totalBeforeRollback = total;
    percentBeforeRollback = status == InstanceRefreshStatus.PENDING ? 0 : percentComplete();
    leftBeforeRollback = instancesToUpdate();
    rollingBack = true;
    rollbackReason = reason;
    rollbackStartedAt = now;
    source = original;
    status = InstanceRefreshStatus.ROLLBACK_IN_PROGRESS;
    statusReason = reason;
    progressedAt = now;
    pausedUntil = now;
  }

  /** Instances that are to go, those that are on their way out included. */
  Set<String> outdated() {
    return outdated;
  }

  /** Instances that it launched and that are still there. */
  Set<String> replacements() {
    return replacements;
  }

  void replaces(Iterable<String> instanceIds) {
    outdated.clear();
    replacements.clear();
    spared = 0;
    waitingFor = null;
    instanceIds.forEach(outdated::add);
    total = outdated.size();
  }

  int total() {
    return total;
  }

  /** Whether its next step is due already. */
  boolean considered() {
    return considered;
  }

  void considered(boolean due) {
    considered = due;
  }

  Instant startedAt() {
    return startedAt;
  }

  /** Whether its beginning waits for the process InstanceRefresh to be resumed. */
  boolean heldBack() {
    return heldBack;
  }

  void heldBack(boolean held) {
    heldBack = held;
  }

  /** What stands in its way, where it knows. */
  Optional<String> waitingFor() {
    return Optional.ofNullable(waitingFor);
  }

  /** Instances that it may not replace; none where it can go on. */
  void waitsFor(Collection<String> instanceIds) {
    waitingFor =
        instanceIds.isEmpty()
            ? null
            : "Waiting for instances that are protected from scale in or on standby: "
                + String.join(", ", instanceIds)
                + ".";
  }

  Instant progressedAt() {
    return progressedAt;
  }

  void progressed(Instant now) {
    if (now.isAfter(progressedAt)) {
      progressedAt = now;
    }
  }

  Instant pausedUntil() {
    return pausedUntil;
  }

  void pauseUntil(Instant instant) {
    pausedUntil = instant;
    progressed(instant);
  }

  /** How many instances may be replaced up to the next checkpoint. */
  int allowed() {
    if (rollingBack || checkpointsReached >= preferences.checkpointPercentages().size()) {
      return total;
    }
    int percent = preferences.checkpointPercentages().get(checkpointsReached);
    return (total * percent + 99) / 100;
  }

  boolean atCheckpoint() {
    return !rollingBack
        && checkpointsReached < preferences.checkpointPercentages().size()
        && total - outdated.size() >= allowed();
  }

  /**
   * "To replace all instances in the Auto Scaling group, the last number in the array must be 100":
   * where it is less, the last checkpoint is the end.
   */
  void passCheckpoint() {
    checkpointsReached++;
    boolean last = checkpointsReached == preferences.checkpointPercentages().size();
    if (last && preferences.checkpointPercentages().getLast() < 100) {
      spared = outdated.size();
      outdated.clear();
    }
  }

  /** During a rollback, what had not been updated and need not be replaced again. */
  private int instancesToUpdate() {
    return rollingBack ? leftBeforeRollback : outdated.size() + spared;
  }

  /** "This value gradually goes back down to zero during a rollback." */
  private int percentComplete() {
    if (rollingBack) {
      int left = totalBeforeRollback == 0 ? 0 : outdated.size() * 100 / totalBeforeRollback;
      return Math.min(percentBeforeRollback, left);
    }
    return total == 0 ? 100 : (total - instancesToUpdate()) * 100 / total;
  }

  InstanceRefresh described() {
    InstanceRefresh.Builder builder =
        InstanceRefresh.builder()
            .instanceRefreshId(id)
            .autoScalingGroupName(group.name())
            .status(status)
            .statusReason(statusReason == null && !over() ? waitingFor : statusReason)
            .startTime(startedAt)
            .endTime(endedAt)
            .preferences(preferences)
            .strategy(RefreshStrategy.ROLLING)
            .desiredConfiguration(desired.orElse(null));
    if (status != InstanceRefreshStatus.PENDING) {
      builder.percentageComplete(percentComplete()).instancesToUpdate(instancesToUpdate());
    }
    if (rollingBack) {
      builder.rollbackDetails(
          RollbackDetails.builder()
              .rollbackReason(rollbackReason)
              .rollbackStartTime(rollbackStartedAt)
              .percentageCompleteOnRollback(percentBeforeRollback)
              .instancesToUpdateOnRollback(leftBeforeRollback)
              .build());
    }
    return builder.build();
  }
}
