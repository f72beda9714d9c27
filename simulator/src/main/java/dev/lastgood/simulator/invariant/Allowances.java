package dev.lastgood.simulator.invariant;

import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.recover.ActHandler;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.kernel.Call;
import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;

/** What must be so when a target is changed, beside the lease and the intent. */
final class Allowances {
  /** No list stands for all processes, this one among them. */
  private static final String LAUNCH = "Launch";

  private final SimulatedWorld world;
  private final String stateTable;
  private final String actFunction;

  /** Of what snapshots were begun, by incident. */
  private final Map<String, Set<String>> snapshotted = new TreeMap<>();

  /** Whether a group launched instances when an incident first changed it, by both. */
  private final Map<String, Boolean> launchedAtFirst = new TreeMap<>();

  Allowances(SimulatedWorld world, Installation installation) {
    this.world = world;
    this.stateTable = installation.stateTable();
    this.actFunction = installation.functionName(ActHandler.class);
  }

  /**
   * What does not hold as an incident's target is changed by its recovery. What is taken back may
   * be, whatever people have said meanwhile.
   *
   * @return sentences without their full stops
   */
  List<Finding> missing(Call call, String functionName, Truth truth, LedgerView.Trail trail) {
    List<Finding> missing = new ArrayList<>();
    lowered(call)
        .ifPresent(lowers -> missing.add(finding(Invariant.NO_HARM, functionName, lowers)));
    boolean launched =
        launchedAtFirst.computeIfAbsent(
            trail.id() + " " + truth.resourceName(), _ -> launches(truth.resourceName()));
    if (call.request() instanceof SuspendProcessesRequest suspend
        && (suspend.scalingProcesses().isEmpty() || suspend.scalingProcesses().contains(LAUNCH))
        // An undo may leave it as it was found.
        && launched) {
      missing.add(
          finding(
              Invariant.NO_HARM, functionName, "suspends what launches in " + truth.targetId()));
    }
    if (!functionName.equals(actFunction)) {
      return missing;
    }
    String what = "calls " + call.operation().name() + " on " + truth.targetId();
    if (trail.outcome().isPresent()) {
      missing.add(
          finding(
              Invariant.ONE_HOLDER,
              functionName,
              what + " for " + trail.id() + ", which is closed"));
    }
    if (!trail.backedUp().contains(truth.targetId())) {
      missing.add(
          finding(Invariant.WRITTEN_FIRST, functionName, what + " before its state is kept"));
    }
    if (call.request() instanceof ContinueUpdateRollbackRequest skipping
        && !skipping.resourcesToSkip().isEmpty()
        && !trail.approved()) {
      missing.add(
          finding(
              Invariant.IRREVERSIBLE,
              functionName,
              "skips " + skipping.resourcesToSkip() + ", of which nobody approved"));
    }
    unprotected(call, trail)
        .ifPresent(
            source ->
                missing.add(
                    finding(
                        Invariant.IRREVERSIBLE,
                        functionName,
                        what + " before the snapshot of " + source + " is complete")));
    world
        .settings()
        .configuration()
        .target(truth.targetId())
        .flatMap(target -> forbidden(target, trail))
        .ifPresent(
            because -> missing.add(finding(Invariant.MODE_KEPT, functionName, what + because)));
    return missing;
  }

  private boolean launches(String resourceName) {
    return world.autoScaling().groups().stream()
        .filter(group -> group.name().equals(resourceName))
        .flatMap(group -> group.settings().suspendedProcesses().stream())
        .noneMatch(suspended -> suspended.processName().equals(LAUNCH));
  }

  /** What a snapshot was begun of that is not complete as the stack is changed. */
  private Optional<String> unprotected(Call call, LedgerView.Trail trail) {
    Set<String> sources = snapshotted.computeIfAbsent(trail.id(), _ -> new TreeSet<>());
    switch (call.request()) {
      case CreateSnapshotRequest create -> sources.add(create.volumeId());
      case CreateDbSnapshotRequest create -> sources.add(create.dbInstanceIdentifier());
      case CreateDbClusterSnapshotRequest create -> sources.add(create.dbClusterIdentifier());
      case ExecuteChangeSetRequest _ -> {
        return sources.stream().filter(source -> !isComplete(source)).findFirst();
      }
      default -> {}
    }
    return Optional.empty();
  }

  private boolean isComplete(String source) {
    return world.rds().isComplete(source) || world.ec2().snapshots().isComplete(source);
  }

  private Optional<String> forbidden(Target target, LedgerView.Trail trail) {
    if (isSetOtherwise(target)) {
      // Somebody may have set it between the look and the call.
      return Optional.empty();
    }
    boolean unasked =
        target.mode() == Mode.APPROVE && trail.approvers().size() < target.approvalsRequired();
    if (unasked) {
      return Optional.of(
          ", of which "
              + trail.approvers().size()
              + " of "
              + target.approvalsRequired()
              + " people have approved");
    }
    return target.mode() == Mode.OBSERVE
        ? Optional.of(", which is only to be observed")
        : Optional.empty();
  }

  private boolean isSetOtherwise(Target target) {
    return world
        .dynamoDb()
        .table(stateTable)
        .item(
            Map.of(
                "pk", AttributeValue.fromS("control"),
                "sk", AttributeValue.fromS("mode#" + target.id())))
        .isPresent();
  }

  /** Live capacity is never reset downwards. */
  private Optional<String> lowered(Call call) {
    if (call.request() instanceof TerminateInstanceInAutoScalingGroupRequest terminate
        && Boolean.TRUE.equals(terminate.shouldDecrementDesiredCapacity())) {
      return Optional.of(
          "lowers the desired capacity with the termination of " + terminate.instanceId());
    }
    return call.request() instanceof UpdateAutoScalingGroupRequest update
            && update.desiredCapacity() != null
        ? world
            .autoScaling()
            .group(update.autoScalingGroupName())
            .map(group -> group.settings().desiredCapacity())
            .filter(live -> live > update.desiredCapacity())
            .map(
                live ->
                    "lowers the desired capacity of "
                        + update.autoScalingGroupName()
                        + " from "
                        + live
                        + " to "
                        + update.desiredCapacity())
        : Optional.empty();
  }

  private static Finding finding(Invariant invariant, String functionName, String what) {
    return new Finding(invariant, functionName + " " + what);
  }
}
