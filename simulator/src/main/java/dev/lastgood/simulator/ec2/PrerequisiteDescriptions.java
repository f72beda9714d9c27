package dev.lastgood.simulator.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotState;

/**
 * Describes what launches need besides images and subnets: security groups, key pairs, snapshots.
 */
final class PrerequisiteDescriptions {
  private static final String TAG = "tag:";

  private final LaunchPrerequisites prerequisites;
  private final VolumeSnapshots taken;
  private final String ownerId;

  PrerequisiteDescriptions(
      LaunchPrerequisites prerequisites, VolumeSnapshots taken, String ownerId) {
    this.prerequisites = prerequisites;
    this.taken = taken;
    this.ownerId = ownerId;
  }

  DescribeSecurityGroupsResponse securityGroups(DescribeSecurityGroupsRequest request) {
    Descriptions.refuseFilters(request.filters());
    request.groupIds().forEach(prerequisites::requireSecurityGroup);
    request.groupNames().forEach(prerequisites::requireSecurityGroup);
    boolean all = request.groupIds().isEmpty() && request.groupNames().isEmpty();
    List<SecurityGroup> found = new ArrayList<>();
    prerequisites
        .securityGroups()
        .forEach(
            (id, name) -> {
              if (all || request.groupIds().contains(id) || request.groupNames().contains(name)) {
                found.add(SecurityGroup.builder().groupId(id).groupName(name).build());
              }
            });
    Page<SecurityGroup> page =
        Page.of(
            found,
            Descriptions.pageSize(request.maxResults(), 1000),
            request.nextToken(),
            SecurityGroup::groupId,
            Ec2Errors::invalidToken);
    return DescribeSecurityGroupsResponse.builder()
        .securityGroups(page.items())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  DescribeSnapshotsResponse snapshots(DescribeSnapshotsRequest request) {
    List<Predicate<Snapshot>> filters =
        request.filters().stream().map(PrerequisiteDescriptions::filter).toList();
    request.snapshotIds().stream()
        .filter(id -> !taken.has(id))
        .forEach(prerequisites::requireSnapshot);
    Page<Snapshot> page =
        Page.of(
            Stream.concat(
                    prerequisites.snapshots().stream()
                        .map(
                            id ->
                                Snapshot.builder()
                                    .snapshotId(id)
                                    .ownerId(ownerId)
                                    .state(SnapshotState.COMPLETED)
                                    .build()),
                    taken.shown())
                .filter(it -> isAskedFor(it, request))
                .filter(it -> filters.stream().allMatch(filter -> filter.test(it)))
                .toList(),
            Descriptions.pageSize(request.maxResults(), 1000),
            request.nextToken(),
            Snapshot::snapshotId,
            Ec2Errors::invalidToken);
    return DescribeSnapshotsResponse.builder()
        .snapshots(page.items())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  private static boolean isAskedFor(Snapshot snapshot, DescribeSnapshotsRequest request) {
    boolean byId =
        request.snapshotIds().isEmpty() || request.snapshotIds().contains(snapshot.snapshotId());
    boolean byOwner =
        request.ownerIds().isEmpty()
            || request.ownerIds().contains("self")
            || request.ownerIds().contains(snapshot.ownerId());
    return byId && byOwner;
  }

  private static Predicate<Snapshot> filter(Filter filter) {
    if (filter.name().startsWith(TAG)) {
      String key = filter.name().substring(TAG.length());
      return snapshot ->
          snapshot.tags().stream()
              .anyMatch(tag -> tag.key().equals(key) && filter.values().contains(tag.value()));
    }
    if (filter.name().equals("volume-id")) {
      return snapshot -> filter.values().contains(snapshot.volumeId());
    }
    throw Descriptions.notModelled(filter);
  }

  DescribeKeyPairsResponse keyPairs(DescribeKeyPairsRequest request) {
    Descriptions.refuseFilters(request.filters());
    request.keyNames().forEach(prerequisites::requireKeyPair);
    return DescribeKeyPairsResponse.builder()
        .keyPairs(
            prerequisites.keyPairs().stream()
                .filter(name -> request.keyNames().isEmpty() || request.keyNames().contains(name))
                .map(name -> KeyPairInfo.builder().keyName(name).build())
                .toList())
        .build();
  }
}
