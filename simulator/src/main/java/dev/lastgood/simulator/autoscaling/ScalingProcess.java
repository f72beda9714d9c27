package dev.lastgood.simulator.autoscaling;

import java.util.Optional;

/**
 * The processes that can be suspended; see "Suspend and resume Amazon EC2 Auto Scaling processes".
 */
enum ScalingProcess {
  LAUNCH("Launch"),
  TERMINATE("Terminate"),
  ADD_TO_LOAD_BALANCER("AddToLoadBalancer"),
  ALARM_NOTIFICATION("AlarmNotification"),
  AZ_REBALANCE("AZRebalance"),
  HEALTH_CHECK("HealthCheck"),
  INSTANCE_REFRESH("InstanceRefresh"),
  REPLACE_UNHEALTHY("ReplaceUnhealthy"),
  SCHEDULED_ACTIONS("ScheduledActions");

  private final String apiName;

  ScalingProcess(String apiName) {
    this.apiName = apiName;
  }

  String apiName() {
    return apiName;
  }

  static Optional<ScalingProcess> named(String apiName) {
    for (ScalingProcess process : values()) {
      if (process.apiName.equals(apiName)) {
        return Optional.of(process);
      }
    }
    return Optional.empty();
  }
}
