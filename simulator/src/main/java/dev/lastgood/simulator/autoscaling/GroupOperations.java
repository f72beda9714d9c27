package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityResponse;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;

/** The operations on groups of the Auto Scaling API Reference. */
final class GroupOperations {
  /** "Auto Scaling groups per Region", the default quota. */
  private static final int GROUPS_MAX = 500;

  private static final int RECORDS_MAX = 100;

  private final World world;
  private final GroupSettings rules;
  private final HookOperations hooks;

  GroupOperations(World world, GroupSettings rules) {
    this.world = world;
    this.rules = rules;
    this.hooks = new HookOperations(world);
  }

  CreateAutoScalingGroupResponse create(CreateAutoScalingGroupRequest request) {
    world.controlLoop().wake(add(request));
    return CreateAutoScalingGroupResponse.builder().build();
  }

  /** A group whose instances have been in service since an earlier instant. */
  Group createSettled(CreateAutoScalingGroupRequest request, Instant since) {
    Group group = add(request);
    LaunchSource source = LaunchSource.of(group.settings());
    int units = 0;
    while (units < group.settings().desiredCapacity()) {
      String subnetId = world.launches().choosePlace(group).subnetId();
      boolean spot = OnDemandShare.nextIsSpot(group, source);
      LaunchOption option = world.options().of(source, spot).getFirst();
      world
          .lifecycle()
          .inServiceEarlier(
              group, world.launches().order(group, option, spot, subnetId), option, since);
      units += option.units();
    }
    return group;
  }

  private Group add(CreateAutoScalingGroupRequest request) {
    if (world.groups().containsKey(request.autoScalingGroupName())) {
      throw AutoScalingErrors.alreadyExists(
          "AutoScalingGroup by this name already exists - A group with the name already exists");
    }
    if (world.groups().size() >= GROUPS_MAX) {
      throw AutoScalingErrors.limitExceeded(
          "You have already reached the limit of " + GROUPS_MAX + " Auto Scaling groups.");
    }
    Group group = new Group(rules.created(request), new Activities());
    world.groups().put(group.name(), group);
    world.change(group, group.settings());
    hooks.putAll(group, request.lifecycleHookSpecificationList());
    return group;
  }

  UpdateAutoScalingGroupResponse update(UpdateAutoScalingGroupRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    if (GroupSettings.changesSource(request)
        && group.currentRefresh().flatMap(Refresh::desired).isPresent()) {
      throw AutoScalingErrors.validation(
          "An active instance refresh with a desired configuration exists. All configuration"
              + " options derived from the desired configuration are not available for update"
              + " while the instance refresh is active.");
    }
    refuseWhileDeleted(group);
    world.conflicts().refuseWhileScaling(group);
    boolean sizeGiven = request.desiredCapacity() != null;
    int before = group.settings().desiredCapacity();
    world.change(group, rules.updated(group.settings(), request));
    if (sizeGiven || before != group.settings().desiredCapacity()) {
      sizeMayHaveChanged(group);
    }
    return UpdateAutoScalingGroupResponse.builder().build();
  }

  SetDesiredCapacityResponse setDesiredCapacity(SetDesiredCapacityRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    refuseWhileDeleted(group);
    world.conflicts().refuseWhileScaling(group);
    AutoScalingGroup settings = group.settings();
    int desired = request.desiredCapacity();
    if (desired > settings.maxSize()) {
      throw AutoScalingErrors.validation(
          "New SetDesiredCapacity value "
              + desired
              + " is above max value "
              + settings.maxSize()
              + " for the AutoScalingGroup.");
    }
    if (desired < settings.minSize()) {
      throw AutoScalingErrors.validation(
          "New SetDesiredCapacity value "
              + desired
              + " is below min value "
              + settings.minSize()
              + " for the AutoScalingGroup.");
    }
    if (Boolean.TRUE.equals(request.honorCooldown())) {
      Optional<String> cooling =
          group.activities().cooling(world.now(), settings.defaultCooldown());
      if (cooling.isPresent()) {
        throw AutoScalingErrors.scalingActivityInProgress(
            "Scaling activity " + cooling.get() + " is in progress and blocks this action");
      }
    }
    world.change(group, settings.toBuilder().desiredCapacity(desired).build());
    sizeMayHaveChanged(group);
    return SetDesiredCapacityResponse.builder().build();
  }

  private void sizeMayHaveChanged(Group group) {
    if (group.activeCapacity() != group.settings().desiredCapacity()) {
      world.controlLoop().wake(group);
    }
  }

  DeleteAutoScalingGroupResponse delete(DeleteAutoScalingGroupRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    if (group.launches().underWay() > 0 && !Boolean.TRUE.equals(request.forceDelete())) {
      throw AutoScalingErrors.scalingActivityInProgress(
          "You cannot delete an AutoScalingGroup while there are scaling activities in progress.");
    }
    if (!group.instances().isEmpty() && !Boolean.TRUE.equals(request.forceDelete())) {
      throw AutoScalingErrors.resourceInUse(
          "You cannot delete an AutoScalingGroup while there are instances or pending Spot"
              + " instance request(s) still in the group.");
    }
    group.deleted(true);
    world.change(group, group.settings().toBuilder().status("Delete in progress").build());
    group.currentRefresh().ifPresent(refresh -> world.refreshes().ends().cancel(refresh, false));
    if (group.instances().isEmpty()) {
      world.gone(group);
    }
    for (GroupInstance instance : List.copyOf(group.instances())) {
      if (!instance.terminating()) {
        world
            .lifecycle()
            .terminate(instance, "At " + world.now() + " a user request deleted the group.");
      }
    }
    return DeleteAutoScalingGroupResponse.builder().build();
  }

  static void refuseWhileDeleted(Group group) {
    if (group.deleted()) {
      throw AutoScalingErrors.validation(
          "AutoScalingGroup " + group.name() + " is pending delete.");
    }
  }

  DescribeAutoScalingGroupsResponse describe(DescribeAutoScalingGroupsRequest request) {
    List<Group> found = new ArrayList<>();
    for (Group group : world.groups().values()) {
      boolean named =
          request.autoScalingGroupNames().isEmpty()
              || request.autoScalingGroupNames().contains(group.name())
              || request.autoScalingGroupNames().contains(group.settings().autoScalingGroupARN());
      if (named && request.filters().stream().allMatch(it -> matches(group, it))) {
        found.add(group);
      }
    }
    boolean includeInstances = !Boolean.FALSE.equals(request.includeInstances());
    Page<Group> page =
        Page.of(
            found,
            pageSize(request.maxRecords(), 50),
            request.nextToken(),
            Group::name,
            AutoScalingErrors::invalidToken);
    return DescribeAutoScalingGroupsResponse.builder()
        .autoScalingGroups(
            page.items().stream().map(group -> group.described(includeInstances)).toList())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  private static boolean matches(Group group, Filter filter) {
    String name = filter.name();
    return group.settings().tags().stream()
        .anyMatch(
            tag ->
                switch (name) {
                  case "tag-key" -> filter.values().contains(tag.key());
                  case "tag-value" -> filter.values().contains(tag.value());
                  default -> {
                    if (!name.startsWith("tag:")) {
                      throw AutoScalingErrors.validation(
                          "Filter type " + name + " is not correct.");
                    }
                    yield tag.key().equals(name.substring("tag:".length()))
                        && filter.values().contains(tag.value());
                  }
                });
  }

  DescribeScalingActivitiesResponse activities(DescribeScalingActivitiesRequest request) {
    boolean deletedToo = Boolean.TRUE.equals(request.includeDeletedGroups());
    String name = request.autoScalingGroupName();
    if (name != null && !deletedToo) {
      world.group(name);
    }
    List<Activities.Entry> found = new ArrayList<>();
    for (Group group : deletedToo ? world.groupsEver() : world.groups().values()) {
      if (name == null || name.equals(group.name())) {
        found.addAll(group.activities().newestFirst(world.now()));
      }
    }
    if (!request.activityIds().isEmpty()) {
      found.removeIf(entry -> !request.activityIds().contains(entry.id()));
    }
    Page<Activities.Entry> page =
        Page.of(
            found,
            pageSize(request.maxRecords(), RECORDS_MAX),
            request.nextToken(),
            Activities.Entry::id,
            AutoScalingErrors::invalidToken);
    return DescribeScalingActivitiesResponse.builder()
        .activities(page.items().stream().map(Activities.Entry::described).toList())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  static int pageSize(Integer asked, int usual) {
    if (asked != null && (asked < 1 || asked > RECORDS_MAX)) {
      throw AutoScalingErrors.validation(
          "MaxRecords must be between 1 and " + RECORDS_MAX + ", not " + asked + ".");
    }
    return asked == null ? usual : asked;
  }
}
