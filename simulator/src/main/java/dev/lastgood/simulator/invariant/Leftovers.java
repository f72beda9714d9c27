package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.simulator.autoscaling.Group;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;

/** Whether what the ledger calls met is so in the world. */
final class Leftovers {
  private final SimulatedWorld world;

  Leftovers(SimulatedWorld world) {
    this.world = world;
  }

  /** What is left of an obligation that an entry says is met; empty where nothing is. */
  Optional<String> of(LedgerView.Trail trail, Fact.Discharged discharged) {
    if (trail.isPerhapsNeverMade(discharged.obligationId())) {
      // What is there may be somebody else's.
      return Optional.empty();
    }
    return trail.made(discharged.obligationId()).flatMap(obligation -> left(trail, obligation));
  }

  private Optional<String> left(LedgerView.Trail trail, Obligation obligation) {
    return switch (obligation) {
      case Obligation.ResumeProcesses resume -> {
        List<String> still =
            world.autoScaling().group(resume.groupName()).stream()
                .flatMap(group -> group.settings().suspendedProcesses().stream())
                .map(SuspendedProcess::processName)
                .filter(resume.processes()::contains)
                .toList();
        yield still.isEmpty()
            ? Optional.empty()
            : Optional.of("the group " + resume.groupName() + " still has suspended " + still);
      }
      case Obligation.RestoreMinimum minimum ->
          world
              .autoScaling()
              .group(minimum.groupName())
              .filter(group -> group.settings().minSize() == minimum.raisedTo())
              .map(
                  _ ->
                      "the minimum of "
                          + minimum.groupName()
                          + " is still "
                          + minimum.raisedTo()
                          + " instead of "
                          + minimum.minimum());
      case Obligation.WatchRefresh watch ->
          world
              .autoScaling()
              .group(watch.groupName())
              .flatMap(Group::activeRefresh)
              .filter(refresh -> trail.refreshIds().contains(refresh.instanceRefreshId()))
              .map(_ -> "its instance refresh is under way in " + watch.groupName());
      case Obligation.WatchStack watch ->
          world
              .cloudFormation()
              .stack(watch.stackId())
              .filter(stack -> stack.status().toString().endsWith("_IN_PROGRESS"))
              .map(stack -> "the stack " + stack.name() + " is " + stack.status());
    };
  }
}
