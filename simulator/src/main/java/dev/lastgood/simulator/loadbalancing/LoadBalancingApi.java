package dev.lastgood.simulator.loadbalancing;

import dev.lastgood.simulator.ec2.Page;
import dev.lastgood.simulator.kernel.Calls;
import dev.lastgood.simulator.kernel.Operation;
import dev.lastgood.simulator.kernel.ServiceProfile;
import dev.lastgood.simulator.kernel.Timing;
import dev.lastgood.simulator.kernel.TokenBucket;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** The client interface over the model; every call passes the one door. */
final class LoadBalancingApi implements ElasticLoadBalancingV2Client {
  private static final int PAGE_SIZE_MAX = 400;

  private final Calls calls;
  private final Map<String, TargetGroupState> groups;
  private final ServiceProfile profile;

  LoadBalancingApi(VirtualTime time, Calls calls, Map<String, TargetGroupState> groups) {
    this.calls = calls;
    this.groups = groups;
    // The rates are not published; these are the ones of EC2's describing calls.
    TokenBucket bucket = new TokenBucket(100, 20);
    this.profile =
        new ServiceProfile(
            LoadBalancingErrors.COMMON,
            new Timing(0.08, 0.5),
            operation -> bucket.take(time.now(), 1));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
    return read(
        "DescribeTargetGroups",
        request,
        () -> {
          request.targetGroupArns().forEach(this::group);
          for (String name : request.names()) {
            if (groups.values().stream().noneMatch(it -> it.settings().name().equals(name))) {
              throw LoadBalancingErrors.notFound();
            }
          }
          List<TargetGroup> found =
              groups.values().stream()
                  .filter(group -> isAskedFor(group, request))
                  .map(TargetGroupState::described)
                  .toList();
          int size = request.pageSize() == null ? PAGE_SIZE_MAX : request.pageSize();
          Page<TargetGroup> page =
              Page.of(
                  found,
                  Math.clamp(size, 1, PAGE_SIZE_MAX),
                  request.marker(),
                  TargetGroup::targetGroupArn,
                  () -> LoadBalancingErrors.VALIDATION.saying("The marker is not valid"));
          return DescribeTargetGroupsResponse.builder()
              .targetGroups(page.items())
              .nextMarker(page.nextToken().orElse(null))
              .build();
        });
  }

  private static boolean isAskedFor(TargetGroupState group, DescribeTargetGroupsRequest request) {
    return request.targetGroupArns().isEmpty() && request.names().isEmpty()
        || request.targetGroupArns().contains(group.arn())
        || request.names().contains(group.settings().name());
  }

  @Override
  public DescribeTargetGroupAttributesResponse describeTargetGroupAttributes(
      DescribeTargetGroupAttributesRequest request) {
    return read(
        "DescribeTargetGroupAttributes",
        request,
        () -> {
          int seconds = group(request.targetGroupArn()).settings().deregistrationDelaySeconds();
          TargetGroupAttribute delay =
              TargetGroupAttribute.builder()
                  .key("deregistration_delay.timeout_seconds")
                  .value(Integer.toString(seconds))
                  .build();
          return DescribeTargetGroupAttributesResponse.builder().attributes(delay).build();
        });
  }

  @Override
  public DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
    return read(
        "DescribeTargetHealth",
        request,
        () -> {
          TargetGroupState group = group(request.targetGroupArn());
          List<TargetHealthDescription> described =
              request.targets().isEmpty()
                  ? group.targets().stream()
                      .map(target -> target.described(TargetGroupState.PORT))
                      .toList()
                  : request.targets().stream().map(target -> described(group, target)).toList();
          return DescribeTargetHealthResponse.builder().targetHealthDescriptions(described).build();
        });
  }

  private static TargetHealthDescription described(
      TargetGroupState group, TargetDescription target) {
    if (group.has(target.id())) {
      return group.get(target.id()).described(TargetGroupState.PORT);
    }
    return TargetHealthDescription.builder()
        .target(target)
        .targetHealth(
            it ->
                it.state(TargetHealthStateEnum.UNUSED)
                    .reason(TargetHealthReasonEnum.TARGET_NOT_REGISTERED)
                    .description("Target is not registered to the target group"))
        .build();
  }

  private TargetGroupState group(String arn) {
    TargetGroupState group = groups.get(arn);
    if (group == null) {
      throw LoadBalancingErrors.notFound();
    }
    return group;
  }

  private <R> R read(String name, SdkPojo request, Supplier<R> effect) {
    return calls.perform(
        profile, new Operation("elasticloadbalancing", name, false), request, effect);
  }
}
