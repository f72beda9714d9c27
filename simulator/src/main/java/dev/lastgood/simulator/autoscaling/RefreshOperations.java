package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.Page;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RefreshStrategy;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshResponse;

/** The operations on instance refreshes of the Auto Scaling API Reference. */
final class RefreshOperations {
  private final World world;
  private final GroupSettings settings;

  RefreshOperations(World world, GroupSettings settings) {
    this.world = world;
    this.settings = settings;
  }

  StartInstanceRefreshResponse start(StartInstanceRefreshRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    GroupOperations.refuseWhileDeleted(group);
    if (group.currentRefresh().isPresent()) {
      throw AutoScalingErrors.refreshInProgress(
          "An Instance Refresh is already in progress and blocks the execution of this Instance"
              + " Refresh.");
    }
    if (request.strategy() != null && request.strategy() != RefreshStrategy.ROLLING) {
      throw new UnsupportedOperationException(
          "Simulated Auto Scaling does not model the refresh strategy "
              + request.strategyAsString()
              + ".");
    }
    Optional<DesiredConfiguration> desired =
        Optional.ofNullable(request.desiredConfiguration()).map(this::normalised);
    var preferences = RefreshPreferenceRules.resolved(group.settings(), request.preferences());
    if (preferences.alarmSpecification() != null) {
      for (String alarm : preferences.alarmSpecification().alarms()) {
        if (world.cloudWatch().state(alarm).isEmpty()) {
          throw AutoScalingErrors.validation("CloudWatch alarm " + alarm + " does not exist.");
        }
      }
    }
    if (Boolean.TRUE.equals(preferences.autoRollback())) {
      irreversibleBecause(group, desired)
          .ifPresent(
              why -> {
                throw AutoScalingErrors.validation("AutoRollback cannot be used: " + why);
              });
    }
    Refresh refresh = new Refresh(world.ids().uuid(), group, preferences, desired, world.now());
    group.refreshes().add(refresh);
    world.refreshes().start(refresh);
    return StartInstanceRefreshResponse.builder().instanceRefreshId(refresh.id()).build();
  }

  private DesiredConfiguration normalised(DesiredConfiguration given) {
    GroupSettings.requireOneSource(given.launchTemplate(), given.mixedInstancesPolicy());
    DesiredConfiguration complete =
        DesiredConfiguration.builder()
            .launchTemplate(settings.normalised(given.launchTemplate()))
            .mixedInstancesPolicy(settings.normalised(given.mixedInstancesPolicy()))
            .build();
    settings.checkSource(LaunchSource.of(complete));
    return complete;
  }

  /** See "Undo changes with a rollback" in the user guide. */
  private Optional<String> irreversibleBecause(
      Group group, Optional<DesiredConfiguration> desired) {
    if (desired.isEmpty()) {
      return Optional.of("the instance refresh has no desired configuration.");
    }
    LaunchSource original = LaunchSource.of(group.settings());
    if (!original.isNumbered() || !LaunchSource.of(desired.get()).isNumbered()) {
      return Optional.of("a launch template's version is $Latest or $Default.");
    }
    return world
            .ec2()
            .usesImageParameter(
                original.template().launchTemplateId(), original.template().version())
        ? Optional.of("the launch template names its image by a Systems Manager parameter.")
        : Optional.empty();
  }

  CancelInstanceRefreshResponse cancel(CancelInstanceRefreshRequest request) {
    Refresh refresh = active(world.group(request.autoScalingGroupName()));
    if (refresh.status() != InstanceRefreshStatus.CANCELLING) {
      world
          .refreshes()
          .ends()
          .cancel(refresh, !Boolean.FALSE.equals(request.waitForTransitioningInstances()));
    }
    return CancelInstanceRefreshResponse.builder().instanceRefreshId(refresh.id()).build();
  }

  RollbackInstanceRefreshResponse rollBack(RollbackInstanceRefreshRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    Refresh refresh = active(group);
    if (refresh.rollingBack() || refresh.status() == InstanceRefreshStatus.CANCELLING) {
      throw AutoScalingErrors.noActiveRefresh();
    }
    irreversibleBecause(group, refresh.desired())
        .ifPresent(
            why -> {
              throw AutoScalingErrors.irreversible(
                  "The instance refresh cannot be rolled back: " + why);
            });
    world.refreshes().rollBack(refresh, "Rollback requested by the user.");
    return RollbackInstanceRefreshResponse.builder().instanceRefreshId(refresh.id()).build();
  }

  private static Refresh active(Group group) {
    return group.currentRefresh().orElseThrow(AutoScalingErrors::noActiveRefresh);
  }

  DescribeInstanceRefreshesResponse describe(DescribeInstanceRefreshesRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    List<Refresh> found =
        group.refreshes().reversed().stream()
            .filter(
                refresh ->
                    request.instanceRefreshIds().isEmpty()
                        || request.instanceRefreshIds().contains(refresh.id()))
            .toList();
    Page<Refresh> page =
        Page.of(
            found,
            GroupOperations.pageSize(request.maxRecords(), 50),
            request.nextToken(),
            Refresh::id,
            AutoScalingErrors::invalidToken);
    return DescribeInstanceRefreshesResponse.builder()
        .instanceRefreshes(page.items().stream().map(Refresh::described).toList())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }
}
