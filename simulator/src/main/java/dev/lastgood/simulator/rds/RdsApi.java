package dev.lastgood.simulator.rds;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.TokenBucket;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotResponse;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsResponse;

/** The client interface over the model; every call passes the one door. */
final class RdsApi implements RdsClient {
  private final Calls calls;
  private final RdsOperations operations;
  private final ServiceProfile profile;

  RdsApi(Calls calls, RdsOperations operations, VirtualTime time) {
    this.calls = calls;
    this.operations = operations;
    // The rates are not published; these are guessed, and low.
    TokenBucket bucket = new TokenBucket(20, 10);
    this.profile =
        new ServiceProfile(
                RdsErrors.COMMON, new Timing(0.15, 0.8), operation -> bucket.take(time.now(), 1))
            .withQuotas(
                Map.of(
                    "CreateDBSnapshot",
                    RdsErrors.QUOTA,
                    "CreateDBClusterSnapshot",
                    RdsErrors.QUOTA));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public DescribeDbInstancesResponse describeDBInstances(DescribeDbInstancesRequest request) {
    return perform("DescribeDBInstances", false, request, () -> operations.instances(request));
  }

  @Override
  public DescribeDbClustersResponse describeDBClusters(DescribeDbClustersRequest request) {
    return perform("DescribeDBClusters", false, request, () -> operations.clusters(request));
  }

  @Override
  public DescribeDbSnapshotsResponse describeDBSnapshots(DescribeDbSnapshotsRequest request) {
    return perform("DescribeDBSnapshots", false, request, () -> operations.snapshots(request));
  }

  @Override
  public DescribeDbClusterSnapshotsResponse describeDBClusterSnapshots(
      DescribeDbClusterSnapshotsRequest request) {
    return perform(
        "DescribeDBClusterSnapshots", false, request, () -> operations.clusterSnapshots(request));
  }

  @Override
  public CreateDbSnapshotResponse createDBSnapshot(CreateDbSnapshotRequest request) {
    return perform("CreateDBSnapshot", true, request, () -> operations.create(request));
  }

  @Override
  public CreateDbClusterSnapshotResponse createDBClusterSnapshot(
      CreateDbClusterSnapshotRequest request) {
    return perform("CreateDBClusterSnapshot", true, request, () -> operations.create(request));
  }

  private <R> R perform(String name, boolean mutating, SdkPojo request, Supplier<R> effect) {
    return calls.perform(profile, new Operation("rds", name, mutating), request, effect);
  }
}
