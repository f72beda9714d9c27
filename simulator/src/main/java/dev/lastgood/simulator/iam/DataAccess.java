package dev.lastgood.simulator.iam;

import dev.lastgood.simulator.kernel.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.rds.model.CreateDbClusterSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;

/** What calls about volumes, databases and their snapshots ask for. */
final class DataAccess {
  private static final String ANY = "*";

  private final Arns arns;
  private final StackDirectory stacks;
  private final Map<String, String> context;

  DataAccess(Arns arns, StackDirectory stacks, Map<String, String> context) {
    this.arns = arns;
    this.stacks = stacks;
    this.context = context;
  }

  List<Access> createSnapshot(CreateSnapshotRequest request) {
    Map<String, String> tagged = new HashMap<>(context);
    request.tagSpecifications().stream()
        .flatMap(specification -> specification.tags().stream())
        .forEach((Tag tag) -> tagged.put("aws:RequestTag/" + tag.key(), tag.value()));
    String action = "ec2:CreateSnapshot";
    return List.of(
        new Access(
            action, arns.arn("ec2", "volume/" + request.volumeId()), ofStack(request.volumeId())),
        new Access(action, arns.ofAws("ec2", "snapshot/*"), Map.copyOf(tagged)));
  }

  /** Both the database and the snapshot are asked for, and any where none is named. */
  List<Access> rds(Operation operation, Object request) {
    return switch (request) {
      case DescribeDbInstancesRequest describe ->
          on(operation, db(describe.dbInstanceIdentifier()));
      case DescribeDbClustersRequest describe ->
          on(operation, cluster(describe.dbClusterIdentifier()));
      case DescribeDbSnapshotsRequest describe ->
          on(
              operation,
              db(describe.dbInstanceIdentifier()),
              rds("snapshot", describe.dbSnapshotIdentifier()));
      case DescribeDbClusterSnapshotsRequest describe ->
          on(
              operation,
              cluster(describe.dbClusterIdentifier()),
              rds("cluster-snapshot", describe.dbClusterSnapshotIdentifier()));
      case CreateDbSnapshotRequest create ->
          on(
              operation,
              db(create.dbInstanceIdentifier()),
              rds("snapshot", create.dbSnapshotIdentifier()));
      case CreateDbClusterSnapshotRequest create ->
          on(
              operation,
              cluster(create.dbClusterIdentifier()),
              rds("cluster-snapshot", create.dbClusterSnapshotIdentifier()));
      default -> throw RequestedAccess.unmapped(operation);
    };
  }

  /** A resource of a call. */
  private record Named(String arn, Map<String, String> context) {}

  private Named db(String identifier) {
    return rds("db", identifier);
  }

  private Named cluster(String identifier) {
    return rds("cluster", identifier);
  }

  private Named rds(String type, String identifier) {
    return new Named(
        arns.arn("rds", type + ":" + (identifier == null ? ANY : identifier)),
        identifier == null ? context : ofStack(identifier));
  }

  private Map<String, String> ofStack(String physicalId) {
    Map<String, String> known = new HashMap<>(context);
    stacks
        .ownerOf(physicalId)
        .ifPresent(name -> known.put("aws:ResourceTag/aws:cloudformation:stack-name", name));
    return Map.copyOf(known);
  }

  private static List<Access> on(Operation operation, Named... resources) {
    return Stream.of(resources)
        .map(
            named ->
                new Access(
                    operation.service() + ":" + operation.name(), named.arn(), named.context()))
        .toList();
  }
}
