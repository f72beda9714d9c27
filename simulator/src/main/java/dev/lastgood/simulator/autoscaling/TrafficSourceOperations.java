package dev.lastgood.simulator.autoscaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachTrafficSourcesRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachTrafficSourcesResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachTrafficSourcesRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachTrafficSourcesResponse;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;

/**
 * Traffic sources by "AttachTrafficSources" of the Auto Scaling API Reference. Target groups take
 * traffic as those do that are attached by their own call; VPC Lattice target groups and Classic
 * Load Balancers are kept and described, and send nothing.
 */
final class TrafficSourceOperations {
  private static final int SOURCES_PER_CALL_MAX = 10;
  private static final String TARGET_GROUP = "elbv2";
  private static final Set<String> TYPES = Set.of("elb", TARGET_GROUP, "vpc-lattice");

  private final World world;
  private final TargetGroupOperations targetGroups;

  TrafficSourceOperations(World world, TargetGroupOperations targetGroups) {
    this.world = world;
    this.targetGroups = targetGroups;
  }

  AttachTrafficSourcesResponse attach(AttachTrafficSourcesRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    check(request.trafficSources());
    if (group.currentRefresh().isPresent()) {
      throw AutoScalingErrors.refreshInProgress(
          "An Instance Refresh is in progress and blocks attaching traffic sources.");
    }
    List<String> arns = targetGroups(request.trafficSources());
    if (!arns.isEmpty()) {
      targetGroups.attach(
          AttachLoadBalancerTargetGroupsRequest.builder()
              .autoScalingGroupName(group.name())
              .targetGroupARNs(arns)
              .build());
    }
    List<TrafficSourceIdentifier> all = new ArrayList<>(group.settings().trafficSources());
    request.trafficSources().stream()
        .filter(source -> !isTargetGroup(source))
        .filter(Predicate.not(all::contains))
        .forEach(all::add);
    change(group, all);
    return AttachTrafficSourcesResponse.builder().build();
  }

  DetachTrafficSourcesResponse detach(DetachTrafficSourcesRequest request) {
    Group group = world.group(request.autoScalingGroupName());
    check(request.trafficSources());
    List<String> known =
        group.settings().trafficSources().stream()
            .map(TrafficSourceIdentifier::identifier)
            .toList();
    for (TrafficSourceIdentifier source : request.trafficSources()) {
      if (!known.contains(source.identifier())) {
        throw AutoScalingErrors.validation(
            "The traffic source " + source.identifier() + " is not attached.");
      }
    }
    List<String> arns =
        targetGroups(request.trafficSources()).stream()
            .filter(group.settings().targetGroupARNs()::contains)
            .toList();
    if (!arns.isEmpty()) {
      targetGroups.detach(
          DetachLoadBalancerTargetGroupsRequest.builder()
              .autoScalingGroupName(group.name())
              .targetGroupARNs(arns)
              .build());
    }
    List<String> detached =
        request.trafficSources().stream().map(TrafficSourceIdentifier::identifier).toList();
    change(
        group,
        group.settings().trafficSources().stream()
            .filter(source -> !detached.contains(source.identifier()))
            .toList());
    return DetachTrafficSourcesResponse.builder().build();
  }

  private void change(Group group, List<TrafficSourceIdentifier> sources) {
    world.change(
        group,
        group.settings().toBuilder()
            .trafficSources(sources)
            .loadBalancerNames(
                sources.stream()
                    .filter(source -> "elb".equals(source.type()))
                    .map(TrafficSourceIdentifier::identifier)
                    .toList())
            .build());
  }

  private static void check(List<TrafficSourceIdentifier> sources) {
    if (sources.size() > SOURCES_PER_CALL_MAX) {
      throw AutoScalingErrors.validation("At most 10 traffic sources can be given in a call.");
    }
    for (TrafficSourceIdentifier source : sources) {
      if (!isTargetGroup(source) && (source.type() == null || !TYPES.contains(source.type()))) {
        throw AutoScalingErrors.validation(
            "The traffic source type of " + source.identifier() + " is not valid.");
      }
    }
  }

  /** The type may be left out where the identifier tells it. */
  static boolean isTargetGroup(TrafficSourceIdentifier source) {
    return source.type() == null
        ? source.identifier().contains(":elasticloadbalancing:")
        : source.type().equals(TARGET_GROUP);
  }

  private static List<String> targetGroups(List<TrafficSourceIdentifier> sources) {
    return sources.stream()
        .filter(TrafficSourceOperations::isTargetGroup)
        .map(TrafficSourceIdentifier::identifier)
        .toList();
  }
}
