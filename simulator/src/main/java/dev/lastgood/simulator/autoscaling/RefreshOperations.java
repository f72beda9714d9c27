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
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.RefreshStrategy;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshResponse;

/** The operations on instance refreshes of the Auto Scaling API Reference. */
final class RefreshOperations {
  private final World world;
  private final LaunchSources sources;

  RefreshOperations(World world, LaunchSources sources) {
    this.world = world;
    this.sources = sources;
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
        Optional.ofNullable(request.desiredConfiguration()).map(it -> normalised(group, it));
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

  private DesiredConfiguration normalised(Group group, DesiredConfiguration given) {
    if (group.settings().launchConfigurationName() != null) {
      throw AutoScalingErrors.validation(
          "A desired configuration cannot be used with an Auto Scaling group that has a launch"
              + " configuration.");
    }
    if ((given.launchTemplate() == null) == (given.mixedInstancesPolicy() == null)) {
      throw AutoScalingErrors.validation(
          "A desired configuration must contain either LaunchTemplate or MixedInstancesPolicy.");
    }
    DesiredConfiguration complete =
        DesiredConfiguration.builder()
            .launchTemplate(sources.normalised(given.launchTemplate()))
            .mixedInstancesPolicy(sources.normalised(given.mixedInstancesPolicy()))
            .build();
    sources.check(LaunchSource.of(complete, group.settings()));
    return complete;
  }

  /** See "Undo changes with a rollback" in the user guide. */
  private Optional<String> irreversibleBecause(
      Group group, Optional<DesiredConfiguration> desired) {
    if (desired.isEmpty()) {
      return Optional.of("the instance refresh has no desired configuration.");
    }
    LaunchSource original = LaunchSource.of(group.settings());
    if (!original.isNumbered() || !LaunchSource.of(desired.get(), group.settings()).isNumbered()) {
      return Optional.of("a launch template's version is $Latest or $Default.");
    }
    for (LaunchTemplateSpecification template : original.templates()) {
      if (world.ec2().usesImageParameter(template.launchTemplateId(), template.version())) {
        return Optional.of("the launch template names its image by a Systems Manager parameter.");
      }
    }
    return Optional.empty();
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
