package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.KeptSnapshot;
import dev.lastgood.functions.plan.DataHolder;
import dev.lastgood.functions.stack.SnapshotKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;

/**
 * Snapshots of DB instances that are in no cluster, encrypted as the instance is; see
 * "CreateDBSnapshot" in the Amazon RDS API Reference. The identifier makes the call idempotent: a
 * second one is told that there is one.
 */
final class DatabaseSnapshots implements Snapshots {
  /** "CreateDBSnapshot" in the Amazon RDS API Reference. */
  private static final Set<String> CAN_BE_TAKEN_IN = Set.of("available", "storage-optimization");

  private final RdsClient rds;
  private final Mutations mutations;

  DatabaseSnapshots(Platform platform, Mutations mutations) {
    this.rds = platform.client(RdsClient.class);
    this.mutations = mutations;
  }

  /**
   * What a snapshot is taken of to protect a DB instance: of its cluster where it is in one, whose
   * storage its instances share. See "CreateDBClusterSnapshot" in the Amazon RDS API Reference.
   */
  DataHolder holderOf(DataHolder instance) {
    return instance(instance.physicalId())
        .map(DBInstance::dbClusterIdentifier)
        .filter(cluster -> !cluster.isEmpty())
        .map(
            cluster ->
                new DataHolder(instance.name(), SnapshotKind.DATABASE_CLUSTER.type(), cluster))
        .orElse(instance);
  }

  private Optional<DBInstance> instance(String identifier) {
    try {
      return rds
          .describeDBInstances(
              DescribeDbInstancesRequest.builder().dbInstanceIdentifier(identifier).build())
          .dbInstances()
          .stream()
          .findFirst();
    } catch (DbInstanceNotFoundException gone) {
      return Optional.empty();
    }
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
                        name, it.status(), it.percentProgress(), it.dbInstanceIdentifier())),
        () ->
            instance(holder.physicalId())
                .map(it -> Objects.requireNonNullElse(it.dbInstanceStatus(), "")),
        CAN_BE_TAKEN_IN);
  }

  private Optional<DBSnapshot> described(String name) {
    try {
      return rds
          .describeDBSnapshots(
              DescribeDbSnapshotsRequest.builder().dbSnapshotIdentifier(name).build())
          .dbSnapshots()
          .stream()
          .findFirst();
    } catch (DbSnapshotNotFoundException none) {
      return Optional.empty();
    }
  }

  @Override
  public Chain take(StackStep step, DataHolder holder) {
    String name = SnapshotCalls.name(step, holder);
    return mutations.change(
        step,
        new Mutations.Change("CreateDBSnapshot", SnapshotCalls.says(step, holder), List.of()),
        () -> {
          try {
            rds.createDBSnapshot(
                CreateDbSnapshotRequest.builder()
                    .dbInstanceIdentifier(holder.physicalId())
                    .dbSnapshotIdentifier(name)
                    .build());
          } catch (DbSnapshotAlreadyExistsException adopted) {
            // An attempt before this one took effect; whose it is, the next look tells.
          }
          return new KeptSnapshot(name, holder.says()).details();
        });
  }

  @Override
  public boolean isForNow(AwsServiceException refused) {
    return refused instanceof InvalidDbInstanceStateException;
  }
}
