package dev.lastgood.functions.point;

import dev.lastgood.functions.config.GroupSelection;
import dev.lastgood.functions.handler.Pages;
import dev.lastgood.functions.handler.Platform;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;

/**
 * Reads a group as Auto Scaling describes it now. A function that needs no launch template uses
 * this alone, and its package then carries no EC2 client; {@link TargetReader} resolves templates
 * too.
 */
public final class GroupReader {
  /** What an incident or a soak counts as a rollout under way. */
  private static final List<InstanceRefreshStatus> ACTIVE =
      List.of(
          InstanceRefreshStatus.PENDING,
          InstanceRefreshStatus.IN_PROGRESS,
          InstanceRefreshStatus.CANCELLING,
          InstanceRefreshStatus.ROLLBACK_IN_PROGRESS,
          InstanceRefreshStatus.BAKING);

  /** The most that Auto Scaling puts on a page of most answers. */
  static final int RECORDS_MAX = 100;

  /** "DescribeWarmPool" in the API Reference allows no more. */
  private static final int WARM_POOL_RECORDS_MAX = 50;

  private static final int REFRESHES_MAX = 10;

  private final AutoScalingClient autoScaling;

  /**
   * A reader.
   *
   * @param platform where its client comes from
   */
  public GroupReader(Platform platform) {
    this.autoScaling = platform.client(AutoScalingClient.class);
  }

  /**
   * A group by its name.
   *
   * @param groupName the name
   * @return empty where there is no group of that name
   */
  public Optional<AutoScalingGroup> group(String groupName) {
    return groups(new GroupSelection.Named(groupName)).stream().findFirst();
  }

  /**
   * All groups that a selection means.
   *
   * @param selection by name or by tag
   * @return one where all is well; more where several have a tag, as while a deployment has made a
   *     new group and not yet deleted the old one
   */
  List<AutoScalingGroup> groups(GroupSelection selection) {
    return Pages.all(
        token -> autoScaling.describeAutoScalingGroups(asking(selection).nextToken(token).build()),
        DescribeAutoScalingGroupsResponse::autoScalingGroups,
        DescribeAutoScalingGroupsResponse::nextToken);
  }

  private static DescribeAutoScalingGroupsRequest.Builder asking(GroupSelection selection) {
    DescribeAutoScalingGroupsRequest.Builder request =
        DescribeAutoScalingGroupsRequest.builder().maxRecords(RECORDS_MAX);
    return switch (selection) {
      case GroupSelection.Named named -> request.autoScalingGroupNames(named.name());
      case GroupSelection.Tagged tagged ->
          request.filters(
              Filter.builder().name("tag:" + tagged.key()).values(tagged.value()).build());
    };
  }

  /** Whether a selection means a group, among others perhaps. */
  static boolean means(GroupSelection selection, AutoScalingGroup group) {
    return switch (selection) {
      case GroupSelection.Named named -> named.name().equals(group.autoScalingGroupName());
      case GroupSelection.Tagged tagged ->
          group.tags().stream()
              .anyMatch(
                  tag -> tag.key().equals(tagged.key()) && tagged.value().equals(tag.value()));
    };
  }

  /**
   * The instances of a group's warm pool, which do not serve yet.
   *
   * @param group the group
   * @return none where it has no warm pool
   */
  List<Instance> warmPool(AutoScalingGroup group) {
    return group.warmPoolConfiguration() == null
        ? List.of()
        : Pages.all(
            token ->
                autoScaling.describeWarmPool(
                    DescribeWarmPoolRequest.builder()
                        .autoScalingGroupName(group.autoScalingGroupName())
                        .maxRecords(WARM_POOL_RECORDS_MAX)
                        .nextToken(token)
                        .build()),
            DescribeWarmPoolResponse::instances,
            DescribeWarmPoolResponse::nextToken);
  }

  /**
   * Groups that a stack owns: two calls each.
   *
   * @param groupNames their names, as the stack lists them
   * @return one each, in that order
   */
  public List<StackGroup> ofStack(List<String> groupNames) {
    return groupNames.stream()
        .map(
            groupName ->
                new StackGroup(
                    groupName,
                    group(groupName),
                    activeRefresh(groupName).map(InstanceRefresh::instanceRefreshId)))
        .toList();
  }

  /**
   * The newest instance refresh that is not over. A group has one at the most.
   *
   * @param groupName the group's name
   * @return empty where none is under way
   */
  public Optional<InstanceRefresh> activeRefresh(String groupName) {
    // The newest come first, and one under way is always the newest: the first page suffices.
    return autoScaling
        .describeInstanceRefreshes(
            DescribeInstanceRefreshesRequest.builder()
                .autoScalingGroupName(groupName)
                .maxRecords(1)
                .build())
        .instanceRefreshes()
        .stream()
        .filter(refresh -> ACTIVE.contains(refresh.status()))
        .findFirst();
  }

  /**
   * A refresh by its id.
   *
   * @param groupName the group's name
   * @param refreshId the refresh's id
   * @return empty where AWS does not know it
   */
  public Optional<InstanceRefresh> refresh(String groupName, String refreshId) {
    return autoScaling
        .describeInstanceRefreshes(
            DescribeInstanceRefreshesRequest.builder()
                .autoScalingGroupName(groupName)
                .instanceRefreshIds(refreshId)
                .build())
        .instanceRefreshes()
        .stream()
        .findFirst();
  }

  /**
   * The newest instance refreshes, over or not.
   *
   * @param groupName the group's name
   * @return at most ten, the newest first
   */
  public List<InstanceRefresh> newestRefreshes(String groupName) {
    return autoScaling
        .describeInstanceRefreshes(
            DescribeInstanceRefreshesRequest.builder()
                .autoScalingGroupName(groupName)
                .maxRecords(REFRESHES_MAX)
                .build())
        .instanceRefreshes();
  }

  /**
   * The newest scaling activities: launches and terminations, and what became of them.
   *
   * @param groupName the group's name
   * @return at most a page of them, the newest first
   */
  public List<Activity> newestActivities(String groupName) {
    return autoScaling
        .describeScalingActivities(
            DescribeScalingActivitiesRequest.builder()
                .autoScalingGroupName(groupName)
                .maxRecords(RECORDS_MAX)
                .build())
        .activities();
  }
}
