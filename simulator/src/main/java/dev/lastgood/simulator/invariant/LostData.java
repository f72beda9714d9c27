package dev.lastgood.simulator.invariant;

import dev.lastgood.simulator.world.SimulatedWorld;
import java.time.Instant;
import java.util.Optional;

/**
 * A resource that held data, and that is replaced or gone.
 *
 * @param says what it is, in a clause
 * @param type such as {@code AWS::RDS::DBInstance}
 * @param physicalId its name or id
 * @param since when it was made, as far as that was seen
 * @param cluster the cluster that a DB instance is in
 */
record LostData(
    String says, String type, String physicalId, Instant since, Optional<String> cluster) {
  /**
   * Whether what it held is in a snapshot that is complete.
   *
   * @return empty where there are no snapshots of its type
   */
  Optional<Boolean> isKept(SimulatedWorld world) {
    return switch (type) {
      case "AWS::EC2::Volume" -> Optional.of(world.ec2().snapshots().isComplete(physicalId));
      case "AWS::RDS::DBInstance", "AWS::RDS::DBCluster" ->
          Optional.of(world.rds().isComplete(cluster.orElse(physicalId)));
      default -> Optional.empty();
    };
  }
}
