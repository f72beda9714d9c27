package dev.lastgood.infra;

import static dev.lastgood.infra.Grant.allow;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What keeps in snapshots what a stack is about to lose; nothing where no target says so. Nothing
 * of it deletes a snapshot, or reads what is in one.
 */
final class DataGrants {
  private static final String ANY = "*";

  /** CloudFormation's own tag, which nobody else can set; see "Resource tag" in its guide. */
  private static final String STACK_TAG = "aws:ResourceTag/aws:cloudformation:stack-name";

  /** What all our snapshots of databases are called, so that no others are made or seen. */
  private static final String OURS = "lastgood-*";

  private DataGrants() {}

  static Stream<Grant> of(Names names, List<String> stackNames) {
    if (stackNames.isEmpty()) {
      return Stream.of();
    }
    Map<String, Map<String, Object>> ofTheseStacks =
        Map.of(
            "StringLike",
            Map.of(
                STACK_TAG,
                stackNames.stream().flatMap(name -> Stream.of(name, name + "-*")).toList()));
    String itsTag =
        "Which volumes and databases a stack has, its template says; the tag that AWS"
            + " CloudFormation gives them names the stack, or one nested in it, whose name begins"
            + " with its own.";
    return Stream.of(
        allow(
                "SnapshotVolumes",
                List.of("ec2:CreateSnapshot"),
                List.of(names.arn("ec2", "volume/*")))
            .when(ofTheseStacks)
            .because(itsTag),
        allow(
                "MakeSnapshots",
                List.of("ec2:CreateSnapshot"),
                List.of(names.ofAws("ec2", "snapshot/*")))
            .when(Map.of("StringLike", Map.of("aws:RequestTag/lastgood:incident", ANY)))
            .because(
                "A snapshot that is being made has no id yet; it has to bear an incident's tag."),
        allow("TagSnapshots", List.of("ec2:CreateTags"), List.of(names.ofAws("ec2", "snapshot/*")))
            .when(Map.of("StringEquals", Map.of("ec2:CreateAction", "CreateSnapshot")))
            .because("It is allowed for what is being made alone."),
        allow("FollowSnapshots", List.of("ec2:DescribeSnapshots"), List.of(ANY))
            .because("Amazon EC2 has no resource-level permission to describe."),
        allow(
                "SnapshotDatabases",
                List.of("rds:CreateDBSnapshot", "rds:CreateDBClusterSnapshot"),
                List.of(names.arn("rds", "db:*"), names.arn("rds", "cluster:*")))
            .when(ofTheseStacks)
            .because(itsTag),
        allow(
                "MakeDatabaseSnapshots",
                List.of("rds:CreateDBSnapshot", "rds:CreateDBClusterSnapshot"),
                List.of(
                    names.arn("rds", "snapshot:" + OURS),
                    names.arn("rds", "cluster-snapshot:" + OURS)))
            .because("Its name begins so, and ends with the incident and a hash."),
        allow(
                "FollowDatabases",
                List.of("rds:DescribeDBInstances", "rds:DescribeDBClusters"),
                List.of(names.arn("rds", "db:*"), names.arn("rds", "cluster:*")))
            .because(
                "What a stack calls its databases, its template says; one that is gone has no tag"
                    + " any more, and that it is gone has to be seen."),
        allow(
                "FollowDatabaseSnapshots",
                List.of("rds:DescribeDBSnapshots", "rds:DescribeDBClusterSnapshots"),
                List.of(
                    names.arn("rds", "db:*"),
                    names.arn("rds", "cluster:*"),
                    names.arn("rds", "snapshot:" + OURS),
                    names.arn("rds", "cluster-snapshot:" + OURS)))
            .because(
                "Amazon RDS checks the database as well as the snapshot, and a snapshot's name ends"
                    + " with the incident and a hash."));
  }
}
