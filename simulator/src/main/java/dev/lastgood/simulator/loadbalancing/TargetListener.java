package dev.lastgood.simulator.loadbalancing;

/** Told whenever a target's health state changes. */
@FunctionalInterface
public interface TargetListener {
  /**
   * A target was registered, changed its state, or is gone.
   *
   * @param targetGroupArn the target group
   * @param targetId the instance
   */
  void targetChanged(String targetGroupArn, String targetId);
}
