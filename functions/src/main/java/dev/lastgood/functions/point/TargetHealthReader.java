package dev.lastgood.functions.point;

import dev.lastgood.functions.handler.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * Asks the load balancer which instances it sends requests to. Auto Scaling calls an instance
 * healthy through its whole grace period, whether it answers or not.
 */
public final class TargetHealthReader {
  private final ElasticLoadBalancingV2Client loadBalancing;

  /**
   * A reader.
   *
   * @param platform where its client comes from
   */
  public TargetHealthReader(Platform platform) {
    this.loadBalancing = platform.client(ElasticLoadBalancingV2Client.class);
  }

  /**
   * The instances in service that some target group of the group does not find healthy.
   *
   * @param live the group
   * @return their ids; one that several target groups do not find healthy is named for each
   */
  public List<String> notServing(GroupBody live) {
    return notServing(live.fleet(), live.configuration().targetGroupArns());
  }

  /**
   * The instances in service that some of these target groups does not find healthy.
   *
   * @param fleet the group's instances
   * @param targetGroupArns the target groups that are asked
   * @return their ids; one that several target groups do not find healthy is named for each
   */
  public List<String> notServing(Fleet fleet, List<String> targetGroupArns) {
    List<String> notServing = new ArrayList<>();
    for (String targetGroupArn : targetGroupArns) {
      Set<String> healthy = healthy(targetGroupArn);
      inService(fleet).filter(id -> !healthy.contains(id)).forEach(notServing::add);
    }
    return notServing;
  }

  /**
   * The instances in service that at least one of these target groups finds healthy.
   *
   * @param fleet the group's instances
   * @param targetGroupArns the target groups that are asked
   * @return their ids
   */
  public Set<String> serving(Fleet fleet, List<String> targetGroupArns) {
    Set<String> serving = new TreeSet<>();
    for (String targetGroupArn : targetGroupArns) {
      Set<String> healthy = healthy(targetGroupArn);
      inService(fleet).filter(healthy::contains).forEach(serving::add);
    }
    return serving;
  }

  private static Stream<String> inService(Fleet fleet) {
    return fleet.instances().stream()
        .filter(Fleet.Instance::inService)
        .map(Fleet.Instance::instanceId);
  }

  private Set<String> healthy(String targetGroupArn) {
    return loadBalancing
        .describeTargetHealth(
            DescribeTargetHealthRequest.builder().targetGroupArn(targetGroupArn).build())
        .targetHealthDescriptions()
        .stream()
        .filter(description -> description.targetHealth().state() == TargetHealthStateEnum.HEALTHY)
        .map(description -> description.target().id())
        .collect(Collectors.toSet());
  }
}
