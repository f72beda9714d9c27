package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Chance;
import dev.lastgood.simulator.kernel.Operation;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.CreateLaunchConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateLaunchConfigurationResponse;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteLaunchConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteLaunchConfigurationResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsResponse;
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
final class AutoScalingApi extends AttachmentsApi {
  private final Operations operations;
  private final RandomGenerator chance;
  private double contentionRate;

  AutoScalingApi(Operations operations, Calls calls, Chance chance) {
    super(calls, operations);
    this.operations = operations;
    this.chance = chance.stream("autoscaling.contention");
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
    return write("CreateAutoScalingGroup", request, () -> operations.groups().create(request));
  }

  @Override
  public UpdateAutoScalingGroupResponse updateAutoScalingGroup(
      UpdateAutoScalingGroupRequest request) {
    return write("UpdateAutoScalingGroup", request, () -> operations.groups().update(request));
  }

  @Override
  public DeleteAutoScalingGroupResponse deleteAutoScalingGroup(
      DeleteAutoScalingGroupRequest request) {
    return write("DeleteAutoScalingGroup", request, () -> operations.groups().delete(request));
  }

  @Override
  public SetDesiredCapacityResponse setDesiredCapacity(SetDesiredCapacityRequest request) {
    return write(
        "SetDesiredCapacity", request, () -> operations.groups().setDesiredCapacity(request));
  }

  @Override
  public StartInstanceRefreshResponse startInstanceRefresh(StartInstanceRefreshRequest request) {
    return write("StartInstanceRefresh", request, () -> operations.refreshes().start(request));
  }

  @Override
  public CancelInstanceRefreshResponse cancelInstanceRefresh(CancelInstanceRefreshRequest request) {
    return write("CancelInstanceRefresh", request, () -> operations.refreshes().cancel(request));
  }

  @Override
  public RollbackInstanceRefreshResponse rollbackInstanceRefresh(
      RollbackInstanceRefreshRequest request) {
    return write(
        "RollbackInstanceRefresh", request, () -> operations.refreshes().rollBack(request));
  }

  @Override
  public CreateLaunchConfigurationResponse createLaunchConfiguration(
      CreateLaunchConfigurationRequest request) {
    return write(
        "CreateLaunchConfiguration",
        request,
        () -> operations.launchConfigurations().create(request));
  }

  @Override
  public DeleteLaunchConfigurationResponse deleteLaunchConfiguration(
      DeleteLaunchConfigurationRequest request) {
    return write(
        "DeleteLaunchConfiguration",
        request,
        () -> operations.launchConfigurations().delete(request));
  }

  @Override
  public SuspendProcessesResponse suspendProcesses(SuspendProcessesRequest request) {
    return write("SuspendProcesses", request, () -> operations.processes().suspend(request));
  }

  @Override
  public ResumeProcessesResponse resumeProcesses(ResumeProcessesRequest request) {
    return write("ResumeProcesses", request, () -> operations.processes().resume(request));
  }

  @Override
  public CreateOrUpdateTagsResponse createOrUpdateTags(CreateOrUpdateTagsRequest request) {
    return write("CreateOrUpdateTags", request, () -> operations.tags().put(request));
  }

  @Override
  public DeleteTagsResponse deleteTags(DeleteTagsRequest request) {
    return write("DeleteTags", request, () -> operations.tags().delete(request));
  }

  @Override
  public AttachLoadBalancerTargetGroupsResponse attachLoadBalancerTargetGroups(
      AttachLoadBalancerTargetGroupsRequest request) {
    return write(
        "AttachLoadBalancerTargetGroups", request, () -> operations.targetGroups().attach(request));
  }

  @Override
  public DetachLoadBalancerTargetGroupsResponse detachLoadBalancerTargetGroups(
      DetachLoadBalancerTargetGroupsRequest request) {
    return write(
        "DetachLoadBalancerTargetGroups", request, () -> operations.targetGroups().detach(request));
  }

  @Override
  public SetInstanceProtectionResponse setInstanceProtection(SetInstanceProtectionRequest request) {
    return write("SetInstanceProtection", request, () -> operations.instances().protect(request));
  }

  @Override
  public SetInstanceHealthResponse setInstanceHealth(SetInstanceHealthRequest request) {
    return write("SetInstanceHealth", request, () -> operations.instances().setHealth(request));
  }

  @Override
  public TerminateInstanceInAutoScalingGroupResponse terminateInstanceInAutoScalingGroup(
      TerminateInstanceInAutoScalingGroupRequest request) {
    return write(
        "TerminateInstanceInAutoScalingGroup",
        request,
        () -> operations.instances().terminate(request));
  }

  @Override
  public EnterStandbyResponse enterStandby(EnterStandbyRequest request) {
    return write("EnterStandby", request, () -> operations.standby().enter(request));
  }

  @Override
  public ExitStandbyResponse exitStandby(ExitStandbyRequest request) {
    return write("ExitStandby", request, () -> operations.standby().exit(request));
  }

  /** What the world itself does never contends. */
  @Override
  <R> R write(String name, SdkPojo request, Supplier<R> effect) {
    return perform(
        new Operation("autoscaling", name, true),
        request,
        () -> {
          if (contentionRate > 0
              && operations.world().time().current().isPresent()
              && chance.nextDouble() < contentionRate) {
            throw AutoScalingErrors.resourceContention();
          }
          return effect.get();
        });
  }
}
