package dev.lastgood.simulator.ec2;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/**
 * Describes what launches need besides images and subnets: security groups, key pairs, snapshots.
 */
final class PrerequisiteDescriptions {
  private final LaunchPrerequisites prerequisites;

  PrerequisiteDescriptions(LaunchPrerequisites prerequisites) {
    this.prerequisites = prerequisites;
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
    Descriptions.refuseFilters(request.filters());
    request.snapshotIds().forEach(prerequisites::requireSnapshot);
    Page<String> page =
        Page.of(
            prerequisites.snapshots().stream()
                .filter(id -> request.snapshotIds().isEmpty() || request.snapshotIds().contains(id))
                .toList(),
            Descriptions.pageSize(request.maxResults(), 1000),
            request.nextToken(),
            id -> id,
            Ec2Errors::invalidToken);
    return DescribeSnapshotsResponse.builder()
        .snapshots(
            page.items().stream()
                .map(id -> Snapshot.builder().snapshotId(id).state("completed").build())
                .toList())
        .nextToken(page.nextToken().orElse(null))
        .build();
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
