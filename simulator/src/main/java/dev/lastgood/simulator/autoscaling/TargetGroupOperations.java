package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.ec2.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTrafficSourcesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTrafficSourcesResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.LoadBalancerTargetGroupState;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceState;

/** Attaching target groups to groups, and detaching them; both add to what is there. */
final class TargetGroupOperations {
  private static final int TARGET_GROUPS_PER_CALL_MAX = 10;

  private static final int RECORDS_USUAL = 100;

  private final World world;
  private final GroupSettings rules;

  TargetGroupOperations(World world, GroupSettings rules) {
    this.world = world;
    this.rules = rules;
  }

  AttachLoadBalancerTargetGroupsResponse attach(AttachLoadBalancerTargetGroupsRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    checkCount(request.targetGroupARNs());
    if (group.currentRefresh().isPresent()) {
      throw AutoScalingErrors.refreshInProgress(
          "An Instance Refresh is in progress and blocks attaching target groups.");
    }
    request.targetGroupARNs().forEach(rules::checkTargetGroup);
    List<String> attached = new ArrayList<>(group.settings().targetGroupARNs());
    List<String> added =
        request.targetGroupARNs().stream().filter(arn -> !attached.contains(arn)).toList();
    attached.addAll(added);
    change(group, attached);
    for (GroupInstance instance : group.instances()) {
      if (instance.inService() && !group.suspended(ScalingProcess.ADD_TO_LOAD_BALANCER)) {
        added.forEach(arn -> world.lifecycle().register(instance, arn));
      }
    }
    return AttachLoadBalancerTargetGroupsResponse.builder().build();
  }

  DetachLoadBalancerTargetGroupsResponse detach(DetachLoadBalancerTargetGroupsRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    checkCount(request.targetGroupARNs());
    List<String> attached = new ArrayList<>(group.settings().targetGroupARNs());
    for (String arn : request.targetGroupARNs()) {
      if (!attached.remove(arn)) {
        throw AutoScalingErrors.validation("Target group " + arn + " is not attached.");
      }
    }
    change(group, attached);
    for (GroupInstance instance : group.instances()) {
      if (instance.inService()) {
        request
            .targetGroupARNs()
            .forEach(arn -> world.loadBalancing().deregister(arn, instance.id(), () -> {}));
      }
    }
    return DetachLoadBalancerTargetGroupsResponse.builder().build();
  }

  private static void checkCount(List<String> arns) {
    if (arns.size() > TARGET_GROUPS_PER_CALL_MAX) {
      throw AutoScalingErrors.validation("At most 10 target groups can be given in a call.");
    }
  }

  private void change(Group group, List<String> attached) {
    world.change(
        group,
        group.settings().toBuilder()
            .targetGroupARNs(attached)
            .trafficSources(
                Stream.concat(
                        GroupSettings.trafficSources(attached).stream(),
                        group.settings().trafficSources().stream()
                            .filter(source -> !"elbv2".equals(source.type())))
                    .toList())
            .build());
    // Whether an instance is reached may depend on other target groups now.
    group.instances().forEach(world.lifecycle()::changed);
  }

  DescribeLoadBalancerTargetGroupsResponse describe(
      DescribeLoadBalancerTargetGroupsRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    Page<String> page =
        Page.of(
            group.settings().targetGroupARNs(),
            GroupOperations.pageSize(request.maxRecords(), RECORDS_USUAL),
            request.nextToken(),
            arn -> arn,
            AutoScalingErrors::invalidToken);
    return DescribeLoadBalancerTargetGroupsResponse.builder()
        .loadBalancerTargetGroups(
            page.items().stream()
                .map(
                    arn ->
                        LoadBalancerTargetGroupState.builder()
                            .loadBalancerTargetGroupARN(arn)
                            .state("InService")
                            .build())
                .toList())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }

  DescribeTrafficSourcesResponse describeSources(DescribeTrafficSourcesRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    String type = request.trafficSourceType();
    Page<TrafficSourceIdentifier> page =
        Page.of(
            group.settings().trafficSources().stream()
                .filter(source -> type == null || type.equals(source.type()))
                .toList(),
            GroupOperations.pageSize(request.maxRecords(), RECORDS_USUAL),
            request.nextToken(),
            TrafficSourceIdentifier::identifier,
            AutoScalingErrors::invalidToken);
    return DescribeTrafficSourcesResponse.builder()
        .trafficSources(
            page.items().stream()
                .map(
                    source ->
                        TrafficSourceState.builder()
                            .identifier(source.identifier())
                            .type(source.type())
                            .state("InService")
                            .build())
                .toList())
        .nextToken(page.nextToken().orElse(null))
        .build();
  }
}
