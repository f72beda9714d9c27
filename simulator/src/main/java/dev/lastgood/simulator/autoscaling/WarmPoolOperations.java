package dev.lastgood.simulator.autoscaling;

import software.amazon.awssdk.services.autoscaling.model.DeleteWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolConfiguration;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolState;

/**
 * Warm pools by "PutWarmPool" of the Auto Scaling API Reference. Their configuration is kept and
 * described; no instance is ever warmed.
 */
final class WarmPoolOperations {
  /** "DescribeWarmPool" allows no more. */
  private static final int RECORDS_MAX = 50;

  private final World world;

  WarmPoolOperations(World world) {
    this.world = world;
  }

  PutWarmPoolResponse put(PutWarmPoolRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    if (group.currentRefresh().isPresent()) {
      throw AutoScalingErrors.refreshInProgress(
          "An Instance Refresh is in progress and blocks changing the warm pool.");
    }
    int min = request.minSize() == null ? 0 : request.minSize();
    // -1 means: as many as the group's maximum.
    Integer most = request.maxGroupPreparedCapacity();
    if (min < 0 || most != null && most < -1) {
      throw AutoScalingErrors.validation(
          "MinSize must not be negative, and MaxGroupPreparedCapacity not below -1.");
    }
    change(
        group,
        WarmPoolConfiguration.builder()
            .minSize(min)
            .maxGroupPreparedCapacity(most != null && most == -1 ? null : most)
            .poolState(request.poolState() == null ? WarmPoolState.STOPPED : request.poolState())
            .instanceReusePolicy(request.instanceReusePolicy())
            .build());
    return PutWarmPoolResponse.builder().build();
  }

  DeleteWarmPoolResponse delete(DeleteWarmPoolRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    if (group.settings().warmPoolConfiguration() == null) {
      throw AutoScalingErrors.validation("No warm pool found for group " + group.name() + ".");
    }
    change(group, null);
    return DeleteWarmPoolResponse.builder().build();
  }

  private void change(Group group, WarmPoolConfiguration configuration) {
    world.change(
        group,
        group.settings().toBuilder()
            .warmPoolConfiguration(configuration)
            .warmPoolSize(configuration == null ? null : 0)
            .build());
  }

  DescribeWarmPoolResponse describe(DescribeWarmPoolRequest request) {
    if (request.maxRecords() != null
        && (request.maxRecords() < 1 || request.maxRecords() > RECORDS_MAX)) {
      throw AutoScalingErrors.validation(
          "MaxRecords must be between 1 and " + RECORDS_MAX + ", not " + request.maxRecords());
    }
    return DescribeWarmPoolResponse.builder()
        .warmPoolConfiguration(
            world.group(request.autoScalingGroupName()).settings().warmPoolConfiguration())
        .build();
  }
}
