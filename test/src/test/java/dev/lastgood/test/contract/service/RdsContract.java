package dev.lastgood.test.contract.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * Databases and their manual snapshots. See DescribeDBInstances, DescribeDBClusters,
 * DescribeDBSnapshots, DescribeDBClusterSnapshots, CreateDBSnapshot and CreateDBClusterSnapshot in
 * the Amazon RDS API Reference.
 */
abstract class RdsContract extends ServiceContract {
  RdsContract(Services services) {
    super(services);
  }

  private RdsClient rds() {
    return services().rds();
  }

  @Test
  @DisplayName("what is not there is refused, each by its code")
  void missing() {
    String missing = services().name("missing");
    assertRefused(
        "DBInstanceNotFound",
        () -> rds().describeDBInstances(it -> it.dbInstanceIdentifier(missing)));
    assertRefused(
        "DBClusterNotFoundFault",
        () -> rds().describeDBClusters(it -> it.dbClusterIdentifier(missing)));
    assertRefused(
        "DBSnapshotNotFound",
        () -> rds().describeDBSnapshots(it -> it.dbSnapshotIdentifier(missing)));
    assertRefused(
        "DBClusterSnapshotNotFoundFault",
        () -> rds().describeDBClusterSnapshots(it -> it.dbClusterSnapshotIdentifier(missing)));
  }

  @Test
  @DisplayName("no snapshot is taken of what is not there")
  void nothingTaken() {
    String missing = services().name("missing");
    assertRefused(
        "DBInstanceNotFound",
        () ->
            rds()
                .createDBSnapshot(
                    it ->
                        it.dbInstanceIdentifier(missing)
                            .dbSnapshotIdentifier(services().name("snapshot"))));
    assertRefused(
        "DBClusterNotFoundFault",
        () ->
            rds()
                .createDBClusterSnapshot(
                    it ->
                        it.dbClusterIdentifier(missing)
                            .dbClusterSnapshotIdentifier(services().name("snapshot"))));
  }

  @Test
  @DisplayName("pages have at least 20 entries")
  void pages() {
    assertRefused(
        "InvalidParameterValue", () -> rds().describeDBInstances(it -> it.maxRecords(19)));
    assertRefused(
        "InvalidParameterValue", () -> rds().describeDBSnapshots(it -> it.maxRecords(19)));
  }

  @Test
  @DisplayName("a snapshot of an instance is available in time, and its name is taken from then on")
  void snapshot() {
    String database = services().database();
    String name = services().name("Snapshot");
    rds().createDBSnapshot(it -> it.dbInstanceIdentifier(database).dbSnapshotIdentifier(name));
    services().afterwards(() -> services().removeDatabaseSnapshot(name));
    services().eventually("the snapshot is available", () -> status(name).equals("available"));
    // Names are kept in lower case, and found in any.
    assertEquals(
        name.toLowerCase(Locale.ROOT),
        rds()
            .describeDBSnapshots(it -> it.dbSnapshotIdentifier(name))
            .dbSnapshots()
            .getFirst()
            .dbSnapshotIdentifier());
    services().eventually("the instance is available again", () -> isAvailable(database));
    assertRefused(
        "DBSnapshotAlreadyExists",
        () ->
            rds()
                .createDBSnapshot(
                    it -> it.dbInstanceIdentifier(database).dbSnapshotIdentifier(name)));
  }

  private String status(String name) {
    return rds()
        .describeDBSnapshots(it -> it.dbSnapshotIdentifier(name))
        .dbSnapshots()
        .getFirst()
        .status();
  }

  private boolean isAvailable(String database) {
    return rds()
        .describeDBInstances(it -> it.dbInstanceIdentifier(database))
        .dbInstances()
        .getFirst()
        .dbInstanceStatus()
        .equals("available");
  }
}
