package dev.lastgood.simulator.loadbalancing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** A target group and its targets, in the order of registration. */
final class TargetGroupState {
  static final int PORT = 80;

  private final String arn;
  private TargetGroupSettings settings;
  private final Map<String, Target> targets = new LinkedHashMap<>();

  TargetGroupState(String arn, TargetGroupSettings settings) {
    this.arn = arn;
    this.settings = settings;
  }

  String arn() {
    return arn;
  }

  TargetGroupSettings settings() {
    return settings;
  }

  void settings(TargetGroupSettings next) {
    settings = next;
  }

  boolean has(String targetId) {
    return targets.containsKey(targetId);
  }

  Target get(String targetId) {
    return targets.get(targetId);
  }

  void put(Target target) {
    targets.put(target.id(), target);
  }

  void remove(String targetId) {
    targets.remove(targetId);
  }

  Collection<Target> targets() {
    return targets.values();
  }

  TargetGroup described() {
    return TargetGroup.builder()
        .targetGroupArn(arn)
        .targetGroupName(settings.name())
        .protocol(ProtocolEnum.HTTP)
        .port(PORT)
        .targetType(TargetTypeEnum.INSTANCE)
        .healthCheckEnabled(true)
        .healthCheckProtocol(ProtocolEnum.HTTP)
        .healthCheckPort("traffic-port")
        .healthCheckPath("/")
        .healthCheckIntervalSeconds(settings.healthCheckIntervalSeconds())
        .healthCheckTimeoutSeconds(settings.healthCheckTimeoutSeconds())
        .healthyThresholdCount(settings.healthyThresholdCount())
        .unhealthyThresholdCount(settings.unhealthyThresholdCount())
        .build();
  }
}
