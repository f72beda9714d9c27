package dev.lastgood.simulator.invariant;

import dev.lastgood.simulator.cloudformation.LiveStack;
import dev.lastgood.simulator.cloudformation.SimulatedCloudFormation;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;

/** Which stack a change by CloudFormation's API is a change of. */
final class ChangedStack {
  private ChangedStack() {}

  /**
   * The name of the stack that a request names, or of the one around it; empty where it names none.
   */
  static Optional<String> name(Object request, SimulatedCloudFormation cloudFormation) {
    return request instanceof SdkRequest change
        ? change
            .getValueForField("StackName", String.class)
            .map(name -> cloudFormation.outermost(name).map(LiveStack::name).orElse(name))
        : Optional.empty();
  }

  /** The name of the outermost stack that has what a snapshot is taken of. */
  static Optional<String> holding(Object request, SimulatedCloudFormation cloudFormation) {
    Optional<String> physicalId =
        switch (request) {
          case CreateSnapshotRequest create -> Optional.of(create.volumeId());
          case CreateDbSnapshotRequest create -> Optional.of(create.dbInstanceIdentifier());
          case CreateDbClusterSnapshotRequest create -> Optional.of(create.dbClusterIdentifier());
          default -> Optional.empty();
        };
    return physicalId
        .flatMap(cloudFormation::owner)
        .flatMap(stack -> cloudFormation.outermost(stack.id()))
        .map(LiveStack::name);
  }
}
