package dev.lastgood.simulator.loadbalancing;

/**
 * What the world creates a target group with; the defaults are those of an Application Load
 * Balancer's target group.
 *
 * @param name unique in the Region
 * @param healthCheckIntervalSeconds between two checks of one target
 * @param healthCheckTimeoutSeconds after which a check counts as failed
 * @param healthyThresholdCount passed checks in a row that make an unhealthy target healthy
 * @param unhealthyThresholdCount failed checks in a row that make a target unhealthy
 * @param deregistrationDelaySeconds how long a target drains at most
 * @param portAnswered whether targets answer on the port that it checks
 */
public record TargetGroupSettings(
    String name,
    int healthCheckIntervalSeconds,
    int healthCheckTimeoutSeconds,
    int healthyThresholdCount,
    int unhealthyThresholdCount,
    int deregistrationDelaySeconds,
    boolean portAnswered) {
  /**
   * A target group with the defaults: checks every 30 s, 5 passed or 2 failed, 300 s to drain.
   *
   * @param name unique in the Region
   * @return the settings
   */
  public static TargetGroupSettings usual(String name) {
    return new TargetGroupSettings(name, 30, 5, 5, 2, 300, true);
  }

  /**
   * The same with other health checks.
   *
   * @param intervalSeconds between two checks of one target
   * @param healthyCount see {@code healthyThresholdCount}
   * @param unhealthyCount see {@code unhealthyThresholdCount}
   * @return the changed settings
   */
  public TargetGroupSettings withChecks(int intervalSeconds, int healthyCount, int unhealthyCount) {
    return new TargetGroupSettings(
        name,
        intervalSeconds,
        Math.min(healthCheckTimeoutSeconds, intervalSeconds),
        healthyCount,
        unhealthyCount,
        deregistrationDelaySeconds,
        portAnswered);
  }

  /**
   * The same with another time to drain.
   *
   * @param seconds see {@code deregistrationDelaySeconds}
   * @return the changed settings
   */
  public TargetGroupSettings withDeregistrationDelay(int seconds) {
    return new TargetGroupSettings(
        name,
        healthCheckIntervalSeconds,
        healthCheckTimeoutSeconds,
        healthyThresholdCount,
        unhealthyThresholdCount,
        seconds,
        portAnswered);
  }

  /**
   * The same on a port that no target listens on: no check ever passes.
   *
   * @return the changed settings
   */
  public TargetGroupSettings onUnansweredPort() {
    return withPortAnswered(false);
  }

  /**
   * The same on a port on which targets listen, or do not.
   *
   * @param answered whether they do
   * @return the changed settings
   */
  public TargetGroupSettings withPortAnswered(boolean answered) {
    return new TargetGroupSettings(
        name,
        healthCheckIntervalSeconds,
        healthCheckTimeoutSeconds,
        healthyThresholdCount,
        unhealthyThresholdCount,
        deregistrationDelaySeconds,
        answered);
  }
}
