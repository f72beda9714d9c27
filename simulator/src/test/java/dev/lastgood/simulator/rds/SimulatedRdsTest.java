package dev.lastgood.simulator.rds;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;

@DisplayName("The simulated RDS")
class SimulatedRdsTest {
  private static final String INSTANCE = "AWS::RDS::DBInstance";
  private static final String CLUSTER = "AWS::RDS::DBCluster";

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T02:00:00Z"));
  private final Map<String, Map<String, Map<String, Object>>> databases =
      new TreeMap<>(
          Map.of(
              INSTANCE,
              new TreeMap<>(
                  Map.of(
                      "Orders-DB",
                      Map.of("AllocatedStorage", "100", "StorageEncrypted", true),
                      "member",
                      Map.of("DBClusterIdentifier", "stock"))),
              CLUSTER,
              new TreeMap<>(Map.of("stock", Map.of("Engine", "aurora-postgresql")))));
  private final SimulatedRds rds =
      new SimulatedRds(
          time,
          new Calls(time, new Chance(1), FaultSettings.NONE, List.of()),
          new Account("123456789012", "eu-west-1"),
          databases::get);
  private final RdsClient client = rds.client();

  private void passes(int seconds) {
    time.run(time.now().plus(Duration.ofSeconds(seconds)), () -> false);
  }

  private static void refused(String code, Executable call) {
    assertEquals(code, assertThrows(AwsServiceException.class, call).awsErrorDetails().errorCode());
  }

  private void snapshot(String name) {
    client.createDBSnapshot(it -> it.dbInstanceIdentifier("orders-db").dbSnapshotIdentifier(name));
  }

  private DBSnapshot described(String name) {
    return client.describeDBSnapshots(it -> it.dbSnapshotIdentifier(name)).dbSnapshots().getFirst();
  }

  private String status() {
    return client
        .describeDBInstances(it -> it.dbInstanceIdentifier("orders-db"))
        .dbInstances()
        .getFirst()
        .dbInstanceStatus();
  }

  @Test
  @DisplayName("makes a snapshot of an instance that takes time by its size, and is then available")
  void snapshots() {
    snapshot("One");
    assertEquals("creating", described("one").status());
    assertEquals("backing-up", status());
    assertFalse(rds.isComplete("orders-db"));
    passes(130);
    assertEquals(50, described("ONE").percentProgress());
    passes(131);
    DBSnapshot complete = described("one");
    assertEquals("available", complete.status());
    assertEquals("orders-db", complete.dbInstanceIdentifier());
    assertEquals("manual", complete.snapshotType());
    assertTrue(complete.encrypted(), "as its instance is");
    assertEquals("available", status());
    assertTrue(rds.isComplete("ORDERS-DB"));
    databases.get(INSTANCE).remove("Orders-DB");
    assertTrue(rds.isComplete("orders-db"), "it stays where its instance goes");
    refused("DBInstanceNotFound", this::status);
  }

  @Test
  @DisplayName("makes a snapshot of a cluster with all of its instances, and of no instance of it")
  void clusters() {
    refused(
        "InvalidParameterValue",
        () ->
            client.createDBSnapshot(
                it -> it.dbInstanceIdentifier("member").dbSnapshotIdentifier("one")));
    assertEquals(
        "member",
        client
            .describeDBClusters(it -> it.dbClusterIdentifier("stock"))
            .dbClusters()
            .getFirst()
            .dbClusterMembers()
            .getFirst()
            .dbInstanceIdentifier());
    client.createDBClusterSnapshot(
        it -> it.dbClusterIdentifier("stock").dbClusterSnapshotIdentifier("one"));
    refused(
        "DBClusterSnapshotAlreadyExistsFault",
        () ->
            client.createDBClusterSnapshot(
                it -> it.dbClusterIdentifier("stock").dbClusterSnapshotIdentifier("ONE")));
    refused(
        "InvalidDBClusterStateFault",
        () ->
            client.createDBClusterSnapshot(
                it -> it.dbClusterIdentifier("stock").dbClusterSnapshotIdentifier("two")));
    passes(121);
    assertEquals(
        "available",
        client
            .describeDBClusterSnapshots(it -> it.dbClusterSnapshotIdentifier("one"))
            .dbClusterSnapshots()
            .getFirst()
            .status());
    refused(
        "DBClusterSnapshotNotFoundFault",
        () -> client.describeDBClusterSnapshots(it -> it.dbClusterSnapshotIdentifier("two")));
    refused(
        "DBClusterNotFoundFault",
        () -> client.describeDBClusters(it -> it.dbClusterIdentifier("none")));
  }

  @Test
  @DisplayName("refuses a name that is taken, one too many, and a database that is not available")
  void refusals() {
    snapshot("one");
    refused("DBSnapshotAlreadyExists", () -> snapshot("one"));
    refused("InvalidDBInstanceState", () -> snapshot("two"));
    passes(300);
    rds.limitSnapshots(OptionalInt.of(1));
    refused("SnapshotQuotaExceeded", () -> snapshot("two"));
    rds.limitSnapshots(OptionalInt.empty());
    rds.putInto("orders-db", "storage-full");
    refused("InvalidDBInstanceState", () -> snapshot("two"));
    rds.putInto("orders-db", "storage-optimization");
    snapshot("two");
    refused("DBSnapshotNotFound", () -> described("three"));
    rds.deleteSnapshot("one");
    refused("DBSnapshotNotFound", () -> described("one"));
    assertEquals(1, rds.count("orders-db"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"1-snapshot", "a--b", "a-", "a_b", "ä"})
  @DisplayName("refuses what is no identifier")
  void identifiers(String name) {
    refused("InvalidParameterValue", () -> snapshot(name));
  }

  @ParameterizedTest(name = "{0} of {1} characters: {2}")
  @CsvSource({"true, 255, true", "true, 256, false", "false, 63, true", "false, 64, false"})
  @DisplayName("takes longer names for snapshots of instances than of clusters")
  void longNames(boolean instance, int length, boolean allowed) {
    Executable call =
        () -> {
          if (instance) {
            snapshot("a".repeat(length));
          } else {
            client.createDBClusterSnapshot(
                it ->
                    it.dbClusterIdentifier("stock")
                        .dbClusterSnapshotIdentifier("a".repeat(length)));
          }
        };
    if (allowed) {
      assertDoesNotThrow(call);
    } else {
      refused("InvalidParameterValue", call);
    }
  }

  @Test
  @DisplayName("lets a snapshot fail where it is told to, which is not complete then")
  void failing() {
    rds.failSnapshots("Orders-DB");
    snapshot("one");
    passes(300);
    assertEquals("failed", described("one").status());
    assertFalse(rds.isComplete("orders-db"));
  }

  @Test
  @DisplayName("describes in pages of 20 to 100")
  void pages() {
    databases.put(CLUSTER, Map.of());
    databases.put(
        INSTANCE,
        new TreeMap<>(
            IntStream.range(0, 45)
                .boxed()
                .collect(
                    Collectors.toMap(
                        number -> "db-" + (100 + number), _ -> Map.<String, Object>of()))));
    DescribeDbInstancesResponse first = client.describeDBInstances(it -> it.maxRecords(20));
    assertEquals(20, first.dbInstances().size());
    assertEquals(
        45,
        client.describeDBInstancesPaginator(it -> it.maxRecords(20)).dbInstances().stream()
            .map(DBInstance::dbInstanceIdentifier)
            .distinct()
            .count());
    refused("InvalidParameterValue", () -> client.describeDBInstances(it -> it.maxRecords(19)));
    refused("InvalidParameterValue", () -> client.describeDBInstances(it -> it.marker("x")));
  }
}
