package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.KeptSnapshot;
import dev.lastgood.functions.plan.DataHolder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;

/**
 * Snapshots of DB clusters, of Aurora and Multi-AZ, encrypted as the cluster is; see
 * "CreateDBClusterSnapshot" in the Amazon RDS API Reference. The identifier makes the call
 * idempotent.
 */
final class ClusterSnapshots implements Snapshots {
  private static final Set<String> CAN_BE_TAKEN_IN = Set.of("available");

  private final RdsClient rds;
  private final Mutations mutations;

  ClusterSnapshots(Platform platform, Mutations mutations) {
    this.rds = platform.client(RdsClient.class);
    this.mutations = mutations;
  }

  @Override
  public SnapshotReading read(StackStep step, DataHolder holder) {
    String name = SnapshotCalls.name(step, holder);
    return RdsStatuses.reading(
        step,
        holder,
        described(name)
            .map(
                it ->
                    RdsStatuses.Taken.of(
                        name, it.status(), it.percentProgress(), it.dbClusterIdentifier())),
        () -> cluster(holder.physicalId()).map(it -> Objects.requireNonNullElse(it.status(), "")),
        CAN_BE_TAKEN_IN);
  }

  private Optional<DBCluster> cluster(String identifier) {
    try {
      return rds
          .describeDBClusters(
              DescribeDbClustersRequest.builder().dbClusterIdentifier(identifier).build())
          .dbClusters()
          .stream()
          .findFirst();
    } catch (DbClusterNotFoundException gone) {
      return Optional.empty();
    }
  }

  private Optional<DBClusterSnapshot> described(String name) {
    try {
      return rds
          .describeDBClusterSnapshots(
              DescribeDbClusterSnapshotsRequest.builder().dbClusterSnapshotIdentifier(name).build())
          .dbClusterSnapshots()
          .stream()
          .findFirst();
    } catch (DbClusterSnapshotNotFoundException none) {
      return Optional.empty();
    }
  }

  @Override
  public Chain take(StackStep step, DataHolder holder) {
    String name = SnapshotCalls.name(step, holder);
    return mutations.change(
        step,
        new Mutations.Change(
            "CreateDBClusterSnapshot", SnapshotCalls.says(step, holder), List.of()),
        () -> {
          try {
            rds.createDBClusterSnapshot(
                CreateDbClusterSnapshotRequest.builder()
                    .dbClusterIdentifier(holder.physicalId())
                    .dbClusterSnapshotIdentifier(name)
                    .build());
          } catch (DbClusterSnapshotAlreadyExistsException adopted) {
            // An attempt before this one took effect; whose it is, the next look tells.
          }
          return new KeptSnapshot(name, holder.says()).details();
        });
  }

  @Override
  public boolean isForNow(AwsServiceException refused) {
    return refused instanceof InvalidDbClusterStateException;
  }
}
