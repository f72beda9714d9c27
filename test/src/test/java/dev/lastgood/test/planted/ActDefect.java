package dev.lastgood.test.planted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.functions.recover.ActHandler;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.SnapshotState;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsResponse;

/** What can be wrong with backing up and with changing a target. */
enum ActDefect implements PlantedDefect {
  /** The changes begin at once: the live state is not kept first. */
  BACK_UP_SKIPPED(
      new Mistake(
          "The changes begin at once: the live state is not kept first.",
          "recovery.asl.json: What next? leads to Back up",
          Spoil.machine(
              "recovery",
              states -> ((ObjectNode) states.at("/What next?/Choices/0")).put("Next", "Run wave")),
          Shown.at("bad-launch-template", "8", "before its state is kept"))),
  /** The desired capacity is set with the minimum, whatever it has grown to. */
  CAPACITY_RESET(
      new Mistake(
          "The desired capacity is set with the minimum, whatever it has grown to.",
          "GroupChanges.restoreSettings takes the greater of the point's and the live one",
          Spoil.request(
              UpdateAutoScalingGroupRequest.class,
              request ->
                  request.minSize() == null || request.maxSize() == null
                      ? request
                      : request.toBuilder().desiredCapacity(request.minSize()).build(),
              ActHandler.class),
          Shown.at("capacity-zeroed", "4", "web is not what it was"))),
  /** The refresh is asked for with a healthy share of nothing. */
  REFRESH_WITHOUT_HEALTHY_SHARE(
      new Mistake(
          "The refresh is asked for with a healthy share of nothing.",
          "RefreshRequest.told hands the plan's preferences on",
          Spoil.request(
              StartInstanceRefreshRequest.class,
              request ->
                  request.toBuilder()
                      .preferences(
                          request.preferences().toBuilder()
                              .minHealthyPercentage(0)
                              .maxHealthyPercentage(100)
                              .build())
                      .build(),
              ActHandler.class),
          Shown.at("bad-launch-template", "3", "healthy instances; it had 10"))),
  /** An unhealthy instance is terminated and not replaced. */
  TERMINATED_WITHOUT_REPLACEMENT(
      new Mistake(
          "An unhealthy instance is terminated and not replaced.",
          "UnhealthyRunner.terminate leaves the desired capacity",
          Spoil.request(
              TerminateInstanceInAutoScalingGroupRequest.class,
              request -> request.toBuilder().shouldDecrementDesiredCapacity(true).build(),
              ActHandler.class),
          Shown.at(
              "fleet-already-unhealthy", "3", "lowers the desired capacity with the termination"))),
  /** The list of processes to suspend is left out, which means all of them. */
  EVERYTHING_SUSPENDED(
      new Mistake(
          "The list of processes to suspend is left out, which means all of them.",
          "GroupChanges.freezeSchedules names ScheduledActions",
          Spoil.request(
              SuspendProcessesRequest.class,
              request -> request.toBuilder().scalingProcesses(List.of()).build(),
              ActHandler.class),
          Shown.at("bad-launch-template", "3", "suspends what launches"))),
  /** A snapshot that has begun counts as complete. */
  SNAPSHOT_NOT_AWAITED(
      new Mistake(
          "A snapshot that has begun counts as complete.",
          "VolumeSnapshots.reading and RdsStatuses tell them apart",
          Spoil.answer(
                  DescribeDbSnapshotsRequest.class,
                  DescribeDbSnapshotsResponse.class,
                  answer ->
                      answer.toBuilder()
                          .dbSnapshots(
                              answer.dbSnapshots().stream()
                                  .map(snapshot -> snapshot.toBuilder().status("available").build())
                                  .toList())
                          .build(),
                  ActHandler.class)
              .and(
                  Spoil.answer(
                      DescribeDbClusterSnapshotsRequest.class,
                      DescribeDbClusterSnapshotsResponse.class,
                      answer ->
                          answer.toBuilder()
                              .dbClusterSnapshots(
                                  answer.dbClusterSnapshots().stream()
                                      .map(taken -> taken.toBuilder().status("available").build())
                                      .toList())
                              .build(),
                      ActHandler.class))
              .and(
                  Spoil.answer(
                      DescribeSnapshotsRequest.class,
                      DescribeSnapshotsResponse.class,
                      answer ->
                          answer.toBuilder()
                              .snapshots(
                                  answer.snapshots().stream()
                                      .map(
                                          taken ->
                                              taken.toBuilder()
                                                  .state(SnapshotState.COMPLETED)
                                                  .build())
                                      .toList())
                              .build(),
                      ActHandler.class)),
          Shown.at("data-protected", "7", "before the snapshot of")));

  private final Mistake mistake;

  ActDefect(Mistake mistake) {
    this.mistake = mistake;
  }

  @Override
  public Mistake mistake() {
    return mistake;
  }
}
