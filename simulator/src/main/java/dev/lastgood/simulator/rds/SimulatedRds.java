package dev.lastgood.simulator.rds;

import dev.lastgood.simulator.kernel.Account;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Unmodelled;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.util.OptionalInt;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * Amazon RDS as far as what a stack's recovery would lose touches it: DB instances and DB clusters
 * with their statuses, and manual snapshots, which take time by their size. How long is not
 * published: these are guesses.
 */
public final class SimulatedRds {
  static final String AVAILABLE = "available";
  static final String BACKING_UP = "backing-up";

  /** "CreateDBSnapshot" and "CreateDBClusterSnapshot" in the Amazon RDS API Reference. */
  private static final int SNAPSHOT_NAME_MAX = 255;

  private static final int CLUSTER_SNAPSHOT_NAME_MAX = 63;

  private final Databases instances;
  private final Databases clusters;
  private final SnapshotShelf snapshots;
  private final SnapshotShelf clusterSnapshots;
  private final VirtualTime time;
  private final RdsClient client;

  /**
   * The databases of a Region.
   *
   * @param time its clock
   * @param calls the door of its API
   * @param account where it is
   * @param source where the databases are known that there are
   */
  public SimulatedRds(VirtualTime time, Calls calls, Account account, DatabaseSource source) {
    this.time = time;
    this.instances =
        new Databases(source, Databases.INSTANCE, "DBInstance", RdsErrors.INSTANCE_NOT_FOUND);
    this.clusters =
        new Databases(source, Databases.CLUSTER, "DBCluster", RdsErrors.CLUSTER_NOT_FOUND);
    this.snapshots =
        new SnapshotShelf(
            time, SNAPSHOT_NAME_MAX, RdsErrors.SNAPSHOT_EXISTS, RdsErrors.SNAPSHOT_NOT_FOUND);
    this.clusterSnapshots =
        new SnapshotShelf(
            time,
            CLUSTER_SNAPSHOT_NAME_MAX,
            RdsErrors.CLUSTER_SNAPSHOT_EXISTS,
            RdsErrors.CLUSTER_SNAPSHOT_NOT_FOUND);
    this.client =
        Unmodelled.refused(
            RdsClient.class,
            "RDS",
            new RdsApi(calls, new RdsOperations(this, account), time),
            RdsErrors.COMMON);
  }

  /**
   * The API.
   *
   * @return a client for handlers and for the world
   */
  public RdsClient client() {
    return client;
  }

  /**
   * Puts a database into a status that it keeps, such as {@code storage-full} or {@code stopped}.
   *
   * @param identifier a DB instance's or a DB cluster's
   * @param status the status; {@code available} lets it go
   */
  public void putInto(String identifier, String status) {
    instances.status(identifier, status);
    clusters.status(identifier, status);
  }

  /**
   * Lets every snapshot of a database that is taken from now on fail.
   *
   * @param identifier a DB instance's or a DB cluster's
   */
  public void failSnapshots(String identifier) {
    snapshots.fail(identifier);
    clusterSnapshots.fail(identifier);
  }

  /**
   * Bounds the manual snapshots of the account.
   *
   * @param most how many there can be of each kind; empty lifts the bound
   */
  public void limitSnapshots(OptionalInt most) {
    snapshots.limit(most);
    clusterSnapshots.limit(most);
  }

  /**
   * Somebody deletes a snapshot.
   *
   * @param identifier a DB snapshot's or a DB cluster snapshot's
   */
  public void deleteSnapshot(String identifier) {
    snapshots.delete(identifier);
    clusterSnapshots.delete(identifier);
  }

  /**
   * Whether there is a snapshot of a database that is complete.
   *
   * @param identifier a DB instance's or a DB cluster's, which may be gone
   * @return true where it can be restored from one
   */
  public boolean isComplete(String identifier) {
    return of(identifier).anyMatch(it -> it.isComplete(time.now()));
  }

  /**
   * How many snapshots were taken of a database.
   *
   * @param identifier a DB instance's or a DB cluster's
   * @return all, whatever became of them
   */
  public int count(String identifier) {
    return (int) of(identifier).count();
  }

  private Stream<Taken> of(String identifier) {
    return Stream.concat(snapshots.of(identifier), clusterSnapshots.of(identifier));
  }

  /** What its status is now. */
  String status(Databases databases, SnapshotShelf shelf, String identifier) {
    return databases
        .status(identifier)
        .filter(status -> !status.equals(AVAILABLE))
        .orElseGet(() -> shelf.isUnderWay(identifier) ? BACKING_UP : AVAILABLE);
  }

  VirtualTime time() {
    return time;
  }

  Databases instances() {
    return instances;
  }

  Databases clusters() {
    return clusters;
  }

  SnapshotShelf snapshots() {
    return snapshots;
  }

  SnapshotShelf clusterSnapshots() {
    return clusterSnapshots;
  }
}
