package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.kernel.Calls;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.autoscaling.model.AttachTrafficSourcesRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachTrafficSourcesResponse;
import software.amazon.awssdk.services.autoscaling.model.BatchDeleteScheduledActionRequest;
import software.amazon.awssdk.services.autoscaling.model.BatchDeleteScheduledActionResponse;
import software.amazon.awssdk.services.autoscaling.model.BatchPutScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.BatchPutScheduledUpdateGroupActionResponse;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteNotificationConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteNotificationConfigurationResponse;
import software.amazon.awssdk.services.autoscaling.model.DeletePolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.DeletePolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteScheduledActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeNotificationConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeNotificationConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachTrafficSourcesRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachTrafficSourcesResponse;
import software.amazon.awssdk.services.autoscaling.model.DisableMetricsCollectionRequest;
import software.amazon.awssdk.services.autoscaling.model.DisableMetricsCollectionResponse;
import software.amazon.awssdk.services.autoscaling.model.EnableMetricsCollectionRequest;
import software.amazon.awssdk.services.autoscaling.model.EnableMetricsCollectionResponse;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.PutNotificationConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.PutNotificationConfigurationResponse;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionResponse;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatResponse;

/** The part of Auto Scaling's client interface that is about what is attached to groups. */
abstract sealed class AttachmentsApi extends AutoScalingReads permits AutoScalingApi {
  private final HookOperations hooks;
  private final PolicyOperations policies;
  private final ScheduleOperations schedules;
  private final NotificationOperations notifications;
  private final WarmPoolOperations warmPools;
  private final MetricsCollectionOperations metrics;
  private final TrafficSourceOperations trafficSources;

  AttachmentsApi(Calls calls, Operations operations) {
    super(calls, operations);
    World world = operations.world();
    this.hooks = new HookOperations(world);
    this.policies = new PolicyOperations(world);
    this.schedules = new ScheduleOperations(world);
    this.notifications = new NotificationOperations(world);
    this.warmPools = new WarmPoolOperations(world);
    this.metrics = new MetricsCollectionOperations(world);
    this.trafficSources = new TrafficSourceOperations(world, operations.targetGroups());
  }

  /** Makes a change, through the one door. */
  abstract <R> R write(String name, SdkPojo request, Supplier<R> effect);

  @Override
  public PutLifecycleHookResponse putLifecycleHook(PutLifecycleHookRequest request) {
    return write("PutLifecycleHook", request, () -> hooks.put(request));
  }

  @Override
  public DeleteLifecycleHookResponse deleteLifecycleHook(DeleteLifecycleHookRequest request) {
    return write("DeleteLifecycleHook", request, () -> hooks.delete(request));
  }

  @Override
  public DescribeLifecycleHooksResponse describeLifecycleHooks(
      DescribeLifecycleHooksRequest request) {
    return read("DescribeLifecycleHooks", request, () -> hooks.describe(request));
  }

  @Override
  public CompleteLifecycleActionResponse completeLifecycleAction(
      CompleteLifecycleActionRequest request) {
    return write("CompleteLifecycleAction", request, () -> hooks.complete(request));
  }

  @Override
  public RecordLifecycleActionHeartbeatResponse recordLifecycleActionHeartbeat(
      RecordLifecycleActionHeartbeatRequest request) {
    return write("RecordLifecycleActionHeartbeat", request, () -> hooks.heartbeat(request));
  }

  @Override
  public PutScalingPolicyResponse putScalingPolicy(PutScalingPolicyRequest request) {
    return write("PutScalingPolicy", request, () -> policies.put(request));
  }

  @Override
  public DeletePolicyResponse deletePolicy(DeletePolicyRequest request) {
    return write("DeletePolicy", request, () -> policies.delete(request));
  }

  @Override
  public DescribePoliciesResponse describePolicies(DescribePoliciesRequest request) {
    return read("DescribePolicies", request, () -> policies.describe(request));
  }

  @Override
  public PutScheduledUpdateGroupActionResponse putScheduledUpdateGroupAction(
      PutScheduledUpdateGroupActionRequest request) {
    return write("PutScheduledUpdateGroupAction", request, () -> schedules.put(request));
  }

  @Override
  public BatchPutScheduledUpdateGroupActionResponse batchPutScheduledUpdateGroupAction(
      BatchPutScheduledUpdateGroupActionRequest request) {
    return write("BatchPutScheduledUpdateGroupAction", request, () -> schedules.putBatch(request));
  }

  @Override
  public DeleteScheduledActionResponse deleteScheduledAction(DeleteScheduledActionRequest request) {
    return write("DeleteScheduledAction", request, () -> schedules.delete(request));
  }

  @Override
  public BatchDeleteScheduledActionResponse batchDeleteScheduledAction(
      BatchDeleteScheduledActionRequest request) {
    return write("BatchDeleteScheduledAction", request, () -> schedules.deleteBatch(request));
  }

  @Override
  public DescribeScheduledActionsResponse describeScheduledActions(
      DescribeScheduledActionsRequest request) {
    return read("DescribeScheduledActions", request, () -> schedules.describe(request));
  }

  @Override
  public PutNotificationConfigurationResponse putNotificationConfiguration(
      PutNotificationConfigurationRequest request) {
    return write("PutNotificationConfiguration", request, () -> notifications.put(request));
  }

  @Override
  public DeleteNotificationConfigurationResponse deleteNotificationConfiguration(
      DeleteNotificationConfigurationRequest request) {
    return write("DeleteNotificationConfiguration", request, () -> notifications.delete(request));
  }

  @Override
  public DescribeNotificationConfigurationsResponse describeNotificationConfigurations(
      DescribeNotificationConfigurationsRequest request) {
    return read(
        "DescribeNotificationConfigurations", request, () -> notifications.describe(request));
  }

  @Override
  public PutWarmPoolResponse putWarmPool(PutWarmPoolRequest request) {
    return write("PutWarmPool", request, () -> warmPools.put(request));
  }

  @Override
  public DeleteWarmPoolResponse deleteWarmPool(DeleteWarmPoolRequest request) {
    return write("DeleteWarmPool", request, () -> warmPools.delete(request));
  }

  @Override
  public DescribeWarmPoolResponse describeWarmPool(DescribeWarmPoolRequest request) {
    return read("DescribeWarmPool", request, () -> warmPools.describe(request));
  }

  @Override
  public EnableMetricsCollectionResponse enableMetricsCollection(
      EnableMetricsCollectionRequest request) {
    return write("EnableMetricsCollection", request, () -> metrics.enable(request));
  }

  @Override
  public DisableMetricsCollectionResponse disableMetricsCollection(
      DisableMetricsCollectionRequest request) {
    return write("DisableMetricsCollection", request, () -> metrics.disable(request));
  }

  @Override
  public AttachTrafficSourcesResponse attachTrafficSources(AttachTrafficSourcesRequest request) {
    return write("AttachTrafficSources", request, () -> trafficSources.attach(request));
  }

  @Override
  public DetachTrafficSourcesResponse detachTrafficSources(DetachTrafficSourcesRequest request) {
    return write("DetachTrafficSources", request, () -> trafficSources.detach(request));
  }
}
