package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.TokenBucket;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeNotificationConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeNotificationConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTrafficSourcesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTrafficSourcesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityResponse;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthResponse;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionResponse;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;

/** Auto Scaling's client interface over the model; every call passes the one door. */
final class AutoScalingApi implements AutoScalingClient {
  private final Calls calls;
  private final ServiceProfile profile;
  private final World world;
  private final GroupOperations groups;
  private final RefreshOperations refreshes;
  private final InstanceOperations instances;
  private final TargetGroupOperations targetGroups;
  private final ProcessOperations processes;
  private final TagOperations tags;
  private final RandomGenerator chance;
  private double contentionRate;

  AutoScalingApi(World world, Calls calls, Chance chance) {
    this.world = world;
    this.calls = calls;
    this.chance = chance.stream("autoscaling.contention");
    GroupSettings settings = new GroupSettings(world);
    this.groups = new GroupOperations(world, settings);
    this.refreshes = new RefreshOperations(world, settings);
    this.instances = new InstanceOperations(world);
    this.targetGroups = new TargetGroupOperations(world, settings);
    this.processes = new ProcessOperations(world);
    this.tags = new TagOperations(world);
    // All actions of an account share their throttle; its rates are not published.
    TokenBucket reads = new TokenBucket(100, 10);
    TokenBucket writes = new TokenBucket(50, 5);
    this.profile =
        new ServiceProfile(
            AutoScalingException::builder,
            "Throttling",
            400,
            new Timing(0.1, 0.6),
            operation -> (operation.mutating() ? writes : reads).take(world.now(), 1));
  }

  GroupOperations groups() {
    return groups;
  }

  /** How often, 0 to 1, a change is refused with ResourceContention. */
  void contentionRate(double rate) {
    contentionRate = rate;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public CreateAutoScalingGroupResponse createAutoScalingGroup(
      CreateAutoScalingGroupRequest request) {
    return write("CreateAutoScalingGroup", request, () -> groups.create(request));
  }

  @Override
  public UpdateAutoScalingGroupResponse updateAutoScalingGroup(
      UpdateAutoScalingGroupRequest request) {
    return write("UpdateAutoScalingGroup", request, () -> groups.update(request));
  }

  @Override
  public DeleteAutoScalingGroupResponse deleteAutoScalingGroup(
      DeleteAutoScalingGroupRequest request) {
    return write("DeleteAutoScalingGroup", request, () -> groups.delete(request));
  }

  @Override
  public SetDesiredCapacityResponse setDesiredCapacity(SetDesiredCapacityRequest request) {
    return write("SetDesiredCapacity", request, () -> groups.setDesiredCapacity(request));
  }

  @Override
  public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(
      DescribeAutoScalingGroupsRequest request) {
    return read("DescribeAutoScalingGroups", request, () -> groups.describe(request));
  }

  @Override
  public DescribeScalingActivitiesResponse describeScalingActivities(
      DescribeScalingActivitiesRequest request) {
    return read("DescribeScalingActivities", request, () -> groups.activities(request));
  }

  @Override
  public StartInstanceRefreshResponse startInstanceRefresh(StartInstanceRefreshRequest request) {
    return write("StartInstanceRefresh", request, () -> refreshes.start(request));
  }

  @Override
  public CancelInstanceRefreshResponse cancelInstanceRefresh(CancelInstanceRefreshRequest request) {
    return write("CancelInstanceRefresh", request, () -> refreshes.cancel(request));
  }

  @Override
  public RollbackInstanceRefreshResponse rollbackInstanceRefresh(
      RollbackInstanceRefreshRequest request) {
    return write("RollbackInstanceRefresh", request, () -> refreshes.rollBack(request));
  }

  @Override
  public DescribeInstanceRefreshesResponse describeInstanceRefreshes(
      DescribeInstanceRefreshesRequest request) {
    return read("DescribeInstanceRefreshes", request, () -> refreshes.describe(request));
  }

  @Override
  public SuspendProcessesResponse suspendProcesses(SuspendProcessesRequest request) {
    return write("SuspendProcesses", request, () -> processes.suspend(request));
  }

  @Override
  public ResumeProcessesResponse resumeProcesses(ResumeProcessesRequest request) {
    return write("ResumeProcesses", request, () -> processes.resume(request));
  }

  @Override
  public CreateOrUpdateTagsResponse createOrUpdateTags(CreateOrUpdateTagsRequest request) {
    return write("CreateOrUpdateTags", request, () -> tags.put(request));
  }

  @Override
  public DeleteTagsResponse deleteTags(DeleteTagsRequest request) {
    return write("DeleteTags", request, () -> tags.delete(request));
  }

  @Override
  public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
    return read("DescribeTags", request, () -> tags.describe(request));
  }

  @Override
  public AttachLoadBalancerTargetGroupsResponse attachLoadBalancerTargetGroups(
      AttachLoadBalancerTargetGroupsRequest request) {
    return write("AttachLoadBalancerTargetGroups", request, () -> targetGroups.attach(request));
  }

  @Override
  public DetachLoadBalancerTargetGroupsResponse detachLoadBalancerTargetGroups(
      DetachLoadBalancerTargetGroupsRequest request) {
    return write("DetachLoadBalancerTargetGroups", request, () -> targetGroups.detach(request));
  }

  @Override
  public DescribeLoadBalancerTargetGroupsResponse describeLoadBalancerTargetGroups(
      DescribeLoadBalancerTargetGroupsRequest request) {
    return read("DescribeLoadBalancerTargetGroups", request, () -> targetGroups.describe(request));
  }

  @Override
  public DescribeTrafficSourcesResponse describeTrafficSources(
      DescribeTrafficSourcesRequest request) {
    return read("DescribeTrafficSources", request, () -> targetGroups.describeSources(request));
  }

  @Override
  public DescribeAutoScalingInstancesResponse describeAutoScalingInstances(
      DescribeAutoScalingInstancesRequest request) {
    return read("DescribeAutoScalingInstances", request, () -> instances.describe(request));
  }

  @Override
  public SetInstanceProtectionResponse setInstanceProtection(SetInstanceProtectionRequest request) {
    return write("SetInstanceProtection", request, () -> instances.protect(request));
  }

  @Override
  public SetInstanceHealthResponse setInstanceHealth(SetInstanceHealthRequest request) {
    return write("SetInstanceHealth", request, () -> instances.setHealth(request));
  }

  @Override
  public TerminateInstanceInAutoScalingGroupResponse terminateInstanceInAutoScalingGroup(
      TerminateInstanceInAutoScalingGroupRequest request) {
    return write(
        "TerminateInstanceInAutoScalingGroup", request, () -> instances.terminate(request));
  }

  @Override
  public EnterStandbyResponse enterStandby(EnterStandbyRequest request) {
    return write("EnterStandby", request, () -> instances.enterStandby(request));
  }

  @Override
  public ExitStandbyResponse exitStandby(ExitStandbyRequest request) {
    return write("ExitStandby", request, () -> instances.exitStandby(request));
  }

  /** No group has any: what would make one is not modelled. */
  @Override
  public DescribeLifecycleHooksResponse describeLifecycleHooks(
      DescribeLifecycleHooksRequest request) {
    return read(
        "DescribeLifecycleHooks",
        request,
        () -> {
          world.group(request.autoScalingGroupName());
          return DescribeLifecycleHooksResponse.builder().build();
        });
  }

  /** No group has any: what would make one is not modelled. */
  @Override
  public DescribePoliciesResponse describePolicies(DescribePoliciesRequest request) {
    return read("DescribePolicies", request, () -> DescribePoliciesResponse.builder().build());
  }

  /** No group has any: what would make one is not modelled. */
  @Override
  public DescribeScheduledActionsResponse describeScheduledActions(
      DescribeScheduledActionsRequest request) {
    return read(
        "DescribeScheduledActions",
        request,
        () -> DescribeScheduledActionsResponse.builder().build());
  }

  /** No group has any: what would make one is not modelled. */
  @Override
  public DescribeNotificationConfigurationsResponse describeNotificationConfigurations(
      DescribeNotificationConfigurationsRequest request) {
    return read(
        "DescribeNotificationConfigurations",
        request,
        () -> DescribeNotificationConfigurationsResponse.builder().build());
  }

  /** No group has any: what would make one is not modelled. */
  @Override
  public DescribeWarmPoolResponse describeWarmPool(DescribeWarmPoolRequest request) {
    return read(
        "DescribeWarmPool",
        request,
        () -> {
          world.group(request.autoScalingGroupName());
          return DescribeWarmPoolResponse.builder().build();
        });
  }

  private <R> R read(String name, Object request, Supplier<R> effect) {
    return calls.perform(profile, new Operation("autoscaling", name, false), request, effect);
  }

  private <R> R write(String name, Object request, Supplier<R> effect) {
    return calls.perform(
        profile,
        new Operation("autoscaling", name, true),
        request,
        () -> {
          if (contentionRate > 0
              && world.time().current().isPresent()
              && chance.nextDouble() < contentionRate) {
            throw AutoScalingErrors.resourceContention();
          }
          return effect.get();
        });
  }
}
