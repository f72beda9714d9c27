package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Invocation;
import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Lease;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.point.GroupReader;
import dev.lastgood.functions.stack.StackOverview;
import dev.lastgood.functions.stack.StackReader;
import dev.lastgood.functions.stack.StackStatusReading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/** Meets obligations: takes back what was changed for the time of a recovery only. */
public final class Discharger {
  private final AutoScalingClient autoScaling;
  private final GroupReader groups;
  private final StackReader stacks;
  private final Mutations mutations;
  private final Ledger ledger;

  /**
   * Meets obligations.
   *
   * @param platform where its clients come from
   */
  public Discharger(Platform platform) {
    this.autoScaling = platform.client(AutoScalingClient.class);
    this.groups = new GroupReader(platform);
    this.stacks = new StackReader(platform);
    this.mutations = new Mutations(platform, Mutations.Watch.NONE);
    this.ledger = new Ledger(platform);
  }

  /** What came of it. */
  public sealed interface Discharge {
    /**
     * It is met.
     *
     * @param chain the ledger with the entry that says so
     */
    record Met(Chain chain) implements Discharge {}

    /**
     * It cannot be met yet.
     *
     * @param because what it waits for
     */
    record Waiting(String because) implements Discharge {}
  }

  /**
   * Meets an obligation, if it can be met now. While an instance refresh is under way, capacity and
   * schedules stay as they are: the refresh still needs them.
   *
   * @param chain the incident's ledger
   * @param obligation what is owed
   * @param lease the lease, under a new fence
   * @param invocation the time that is left
   * @return whether it is met now
   */
  public Discharge discharge(
      Chain chain, Obligation obligation, Lease lease, Invocation invocation) {
    return switch (obligation) {
      case Obligation.OfGroup ofGroup -> discharge(chain, ofGroup, lease, invocation);
      case Obligation.WatchStack watch ->
          switch (stacks.readStatus(watch.stackId())) {
            case StackStatusReading.Unreadable gone -> met(chain, lease, watch, gone.because());
            case StackStatusReading.Known(StackOverview stack) ->
                stack.status().isInProgress()
                    ? new Discharge.Waiting("The stack is " + stack.status() + ".")
                    : met(chain, lease, watch, "The stack is " + stack.status() + ".");
          };
    };
  }

  private Discharge discharge(
      Chain chain, Obligation.OfGroup obligation, Lease lease, Invocation invocation) {
    Optional<AutoScalingGroup> group = groups.group(obligation.groupName());
    if (group.isEmpty()) {
      return met(chain, lease, obligation, "The group does not exist any more.");
    }
    if (groups.activeRefresh(obligation.groupName()).isPresent()) {
      return new Discharge.Waiting("An instance refresh is under way.");
    }
    return switch (obligation) {
      case Obligation.WatchRefresh watch ->
          met(chain, lease, watch, "No instance refresh is under way any more.");
      case Obligation.ResumeProcesses resume ->
          resume(chain, group.get(), resume, lease, invocation);
      case Obligation.RestoreMinimum minimum ->
          lower(chain, group.get(), minimum, lease, invocation);
    };
  }

  private Discharge resume(
      Chain chain,
      AutoScalingGroup group,
      Obligation.ResumeProcesses owed,
      Lease lease,
      Invocation invocation) {
    List<String> suspended = GroupChanges.suspended(group);
    List<String> still = owed.processes().stream().filter(suspended::contains).toList();
    Chain known = chain;
    if (!still.isEmpty()) {
      known =
          mutations.takeBack(
              chain,
              lease,
              invocation,
              new Mutations.Change(
                  "ResumeProcesses", "Resume " + String.join(", ", still) + ".", List.of()),
              () -> {
                autoScaling.resumeProcesses(
                    ResumeProcessesRequest.builder()
                        .autoScalingGroupName(group.autoScalingGroupName())
                        .scalingProcesses(still)
                        .build());
                return Map.of();
              });
    }
    return met(known, lease, owed, String.join(", ", owed.processes()) + " run again.");
  }

  private Discharge lower(
      Chain chain,
      AutoScalingGroup group,
      Obligation.RestoreMinimum owed,
      Lease lease,
      Invocation invocation) {
    if (group.minSize() != owed.raisedTo()) {
      return met(
          chain,
          lease,
          owed,
          "The minimum is " + group.minSize() + " now, which is not what it was raised to.");
    }
    Chain known =
        mutations.takeBack(
            chain,
            lease,
            invocation,
            new Mutations.Change(
                "UpdateAutoScalingGroup",
                "Lower the minimum from " + owed.raisedTo() + " to " + owed.minimum() + ".",
                List.of()),
            () -> {
              autoScaling.updateAutoScalingGroup(
                  UpdateAutoScalingGroupRequest.builder()
                      .autoScalingGroupName(group.autoScalingGroupName())
                      .minSize(owed.minimum())
                      .build());
              return Map.of();
            });
    return met(known, lease, owed, "The minimum is " + owed.minimum() + " again.");
  }

  private Discharge met(Chain chain, Lease lease, Obligation obligation, String how) {
    return new Discharge.Met(
        ledger.append(chain, new Fact.Discharged(obligation.id(), how), lease));
  }
}
