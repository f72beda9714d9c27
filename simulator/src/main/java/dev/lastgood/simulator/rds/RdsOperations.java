package dev.lastgood.simulator.rds;

import dev.lastgood.simulator.ec2.Page;
import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.rds.Databases.Database;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotResponse;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotResponse;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsResponse;

/** What the operations do. */
final class RdsOperations {
  private static final int PAGE_MAX = 100;
  private static final int PAGE_MIN = 20;
  private static final String MANUAL = "manual";

  /** A database of usual size takes minutes; a cluster's storage is copied in one piece. */
  private static final int SNAPSHOT_SECONDS = 60;

  private static final int CLUSTER_SNAPSHOT_SECONDS = 120;
  private static final int GIB_USUAL = 20;

  private static final Set<String> SNAPSHOT_IN =
      Set.of(SimulatedRds.AVAILABLE, "storage-optimization");

  private final SimulatedRds rds;
  private final Account account;

  RdsOperations(SimulatedRds rds, Account account) {
    this.rds = rds;
    this.account = account;
  }

  private Instant now() {
    return rds.time().now();
  }

  private static <T> Page<T> page(
      List<T> all, Integer asked, String marker, Function<T, String> key) {
    int size = asked == null ? PAGE_MAX : asked;
    if (size < PAGE_MIN || size > PAGE_MAX) {
      throw RdsErrors.INVALID_VALUE.saying(
          "Invalid value " + size + " for MaxRecords. Must be between 20 and 100.");
    }
    return Page.of(
        all,
        size,
        marker,
        key,
        () -> RdsErrors.INVALID_VALUE.saying("Invalid or expired pagination marker."));
  }

  DescribeDbInstancesResponse instances(DescribeDbInstancesRequest request) {
    Page<DBInstance> page =
        page(
            rds.instances().asked(request.dbInstanceIdentifier()).stream()
                .map(this::described)
                .toList(),
            request.maxRecords(),
            request.marker(),
            DBInstance::dbInstanceIdentifier);
    return DescribeDbInstancesResponse.builder()
        .dbInstances(page.items())
        .marker(page.nextToken().orElse(null))
        .build();
  }

  private DBInstance described(Database database) {
    return DBInstance.builder()
        .dbInstanceIdentifier(database.identifier())
        .dbInstanceArn(account.arn("rds", "db:" + database.identifier()))
        .dbInstanceStatus(rds.status(rds.instances(), rds.snapshots(), database.identifier()))
        .dbClusterIdentifier(
            database.text("DBClusterIdentifier").map(Databases::lower).orElse(null))
        .engine(database.text("Engine").orElse(null))
        .allocatedStorage(database.gib(GIB_USUAL))
        .storageEncrypted(database.isEncrypted())
        .multiAZ(database.text("MultiAZ").filter("true"::equals).isPresent())
        .build();
  }

  DescribeDbClustersResponse clusters(DescribeDbClustersRequest request) {
    Page<DBCluster> page =
        page(
            rds.clusters().asked(request.dbClusterIdentifier()).stream()
                .map(this::describedCluster)
                .toList(),
            request.maxRecords(),
            request.marker(),
            DBCluster::dbClusterIdentifier);
    return DescribeDbClustersResponse.builder()
        .dbClusters(page.items())
        .marker(page.nextToken().orElse(null))
        .build();
  }

  private DBCluster describedCluster(Database database) {
    return DBCluster.builder()
        .dbClusterIdentifier(database.identifier())
        .dbClusterArn(account.arn("rds", "cluster:" + database.identifier()))
        .status(rds.status(rds.clusters(), rds.clusterSnapshots(), database.identifier()))
        .engine(database.text("Engine").orElse(null))
        .storageEncrypted(database.isEncrypted())
        .dbClusterMembers(
            rds.instances().asked(null).stream()
                .filter(
                    instance ->
                        instance
                            .text("DBClusterIdentifier")
                            .filter(database.identifier()::equalsIgnoreCase)
                            .isPresent())
                .map(
                    instance ->
                        DBClusterMember.builder()
                            .dbInstanceIdentifier(instance.identifier())
                            .build())
                .toList())
        .build();
  }

  CreateDbSnapshotResponse create(CreateDbSnapshotRequest request) {
    Database source = rds.instances().get(request.dbInstanceIdentifier());
    if (source.text("DBClusterIdentifier").isPresent()) {
      throw RdsErrors.INVALID_VALUE.saying(
          "The specified instance is a member of a cluster and a snapshot cannot be created"
              + " directly. Please use the CreateDBClusterSnapshot API instead.");
    }
    String name = rds.snapshots().admitted(request.dbSnapshotIdentifier());
    String status = rds.status(rds.instances(), rds.snapshots(), source.identifier());
    if (!SNAPSHOT_IN.contains(status)) {
      throw RdsErrors.INSTANCE_STATE.saying(
          "Cannot create a snapshot because the database instance "
              + source.identifier()
              + " is not currently in the available state.");
    }
    int gib = source.gib(GIB_USUAL);
    return CreateDbSnapshotResponse.builder()
        .dbSnapshot(described(rds.snapshots().add(name, source, gib, SNAPSHOT_SECONDS + 2 * gib)))
        .build();
  }

  CreateDbClusterSnapshotResponse create(CreateDbClusterSnapshotRequest request) {
    Database source = rds.clusters().get(request.dbClusterIdentifier());
    String name = rds.clusterSnapshots().admitted(request.dbClusterSnapshotIdentifier());
    String status = rds.status(rds.clusters(), rds.clusterSnapshots(), source.identifier());
    if (!status.equals(SimulatedRds.AVAILABLE)) {
      throw RdsErrors.CLUSTER_STATE.saying(
          "DB cluster " + source.identifier() + " is not currently in the available state.");
    }
    return CreateDbClusterSnapshotResponse.builder()
        .dbClusterSnapshot(
            describedOfCluster(
                rds.clusterSnapshots().add(name, source, 1, CLUSTER_SNAPSHOT_SECONDS)))
        .build();
  }

  DescribeDbSnapshotsResponse snapshots(DescribeDbSnapshotsRequest request) {
    Page<DBSnapshot> page =
        page(
            rds
                .snapshots()
                .asked(request.dbSnapshotIdentifier(), request.dbInstanceIdentifier())
                .stream()
                .map(this::described)
                .toList(),
            request.maxRecords(),
            request.marker(),
            DBSnapshot::dbSnapshotIdentifier);
    return DescribeDbSnapshotsResponse.builder()
        .dbSnapshots(page.items())
        .marker(page.nextToken().orElse(null))
        .build();
  }

  private DBSnapshot described(Taken taken) {
    return DBSnapshot.builder()
        .dbSnapshotIdentifier(taken.identifier())
        .dbSnapshotArn(account.arn("rds", "snapshot:" + taken.identifier()))
        .dbInstanceIdentifier(taken.source())
        .snapshotType(MANUAL)
        .status(taken.status(now()))
        .percentProgress(taken.percent(now()))
        .allocatedStorage(taken.gib())
        .encrypted(taken.encrypted())
        .snapshotCreateTime(taken.isUnderWay(now()) ? null : taken.endsAt())
        .build();
  }

  DescribeDbClusterSnapshotsResponse clusterSnapshots(DescribeDbClusterSnapshotsRequest request) {
    Page<DBClusterSnapshot> page =
        page(
            rds
                .clusterSnapshots()
                .asked(request.dbClusterSnapshotIdentifier(), request.dbClusterIdentifier())
                .stream()
                .map(this::describedOfCluster)
                .toList(),
            request.maxRecords(),
            request.marker(),
            DBClusterSnapshot::dbClusterSnapshotIdentifier);
    return DescribeDbClusterSnapshotsResponse.builder()
        .dbClusterSnapshots(page.items())
        .marker(page.nextToken().orElse(null))
        .build();
  }

  private DBClusterSnapshot describedOfCluster(Taken taken) {
    return DBClusterSnapshot.builder()
        .dbClusterSnapshotIdentifier(taken.identifier())
        .dbClusterSnapshotArn(account.arn("rds", "cluster-snapshot:" + taken.identifier()))
        .dbClusterIdentifier(taken.source())
        .snapshotType(MANUAL)
        .status(taken.status(now()))
        .percentProgress(taken.percent(now()))
        .storageEncrypted(taken.encrypted())
        .snapshotCreateTime(taken.startedAt())
        .build();
  }
}
