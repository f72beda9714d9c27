package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.TokenBucket;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTrafficSourcesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTrafficSourcesResponse;

/** What Auto Scaling's client interface only reads. */
abstract sealed class AutoScalingReads implements AutoScalingClient permits AttachmentsApi {
  private final Calls calls;
  private final ServiceProfile profile;
  private final Operations operations;

  /** What carries the operations out. */
  record Operations(
      World world,
      GroupOperations groups,
      RefreshOperations refreshes,
      LaunchConfigurationOperations launchConfigurations,
      InstanceOperations instances,
      StandbyOperations standby,
      TargetGroupOperations targetGroups,
      ProcessOperations processes,
      TagOperations tags) {
    static Operations of(World world) {
      LaunchSources sources = new LaunchSources(world);
      GroupSettings settings = new GroupSettings(world, sources);
      InstanceOperations instances = new InstanceOperations(world);
      return new Operations(
          world,
          new GroupOperations(world, settings),
          new RefreshOperations(world, sources),
          new LaunchConfigurationOperations(world),
          instances,
          new StandbyOperations(world, instances),
          new TargetGroupOperations(world, settings),
          new ProcessOperations(world),
          new TagOperations(world));
    }
  }

  AutoScalingReads(Calls calls, Operations operations) {
    this.calls = calls;
    this.operations = operations;
    // All actions of an account share their throttle; its rates are not published.
    TokenBucket reads = new TokenBucket(100, 10);
    TokenBucket writes = new TokenBucket(50, 5);
    this.profile =
        new ServiceProfile(
                AutoScalingErrors.COMMON,
                new Timing(0.1, 0.6),
                operation ->
                    (operation.mutating() ? writes : reads).take(operations.world().now(), 1))
            .withQuotas(Map.of("StartInstanceRefresh", AutoScalingErrors.LIMIT_EXCEEDED));
  }

  @Override
  public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(
      DescribeAutoScalingGroupsRequest request) {
    return read("DescribeAutoScalingGroups", request, () -> operations.groups().describe(request));
  }

  @Override
  public DescribeScalingActivitiesResponse describeScalingActivities(
      DescribeScalingActivitiesRequest request) {
    return read(
        "DescribeScalingActivities", request, () -> operations.groups().activities(request));
  }

  @Override
  public DescribeInstanceRefreshesResponse describeInstanceRefreshes(
      DescribeInstanceRefreshesRequest request) {
    return read(
        "DescribeInstanceRefreshes", request, () -> operations.refreshes().describe(request));
  }

  @Override
  public DescribeLaunchConfigurationsResponse describeLaunchConfigurations(
      DescribeLaunchConfigurationsRequest request) {
    return read(
        "DescribeLaunchConfigurations",
        request,
        () -> operations.launchConfigurations().describe(request));
  }

  @Override
  public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
    return read("DescribeTags", request, () -> operations.tags().describe(request));
  }

  @Override
  public DescribeLoadBalancerTargetGroupsResponse describeLoadBalancerTargetGroups(
      DescribeLoadBalancerTargetGroupsRequest request) {
    return read(
        "DescribeLoadBalancerTargetGroups",
        request,
        () -> operations.targetGroups().describe(request));
  }

  @Override
  public DescribeTrafficSourcesResponse describeTrafficSources(
      DescribeTrafficSourcesRequest request) {
    return read(
        "DescribeTrafficSources",
        request,
        () -> operations.targetGroups().describeSources(request));
  }

  @Override
  public DescribeAutoScalingInstancesResponse describeAutoScalingInstances(
      DescribeAutoScalingInstancesRequest request) {
    return read(
        "DescribeAutoScalingInstances", request, () -> operations.instances().describe(request));
  }

  <R> R read(String name, SdkPojo request, Supplier<R> effect) {
    return perform(new Operation("autoscaling", name, false), request, effect);
  }

  <R> R perform(Operation operation, SdkPojo request, Supplier<R> effect) {
    return calls.perform(profile, operation, request, effect);
  }
}
