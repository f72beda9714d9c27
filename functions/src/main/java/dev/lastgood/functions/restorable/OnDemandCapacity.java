package dev.lastgood.functions.restorable;

import dev.lastgood.functions.point.LaunchSource;
import java.util.Map;

/** Which part of a group's capacity is On-Demand, and so counts against the On-Demand quota. */
final class OnDemandCapacity {
  private OnDemandCapacity() {}

  /**
   * The part by the rules of "InstancesDistribution" in the Amazon EC2 Auto Scaling API Reference.
   *
   * @param launch what is launched from
   * @param capacity the desired capacity
   * @return in the units of the desired capacity
   */
  static int of(LaunchSource launch, int capacity) {
    return switch (launch) {
      case LaunchSource.Template single ->
          single.template().data().get("InstanceMarketOptions") instanceof Map<?, ?> market
                  && "spot".equals(market.get("MarketType"))
              ? 0
              : capacity;
      case LaunchSource.Configuration single ->
          single.data().containsKey("SpotPrice") ? 0 : capacity;
      case LaunchSource.MixedInstances mixed -> onDemand(mixed.instancesDistribution(), capacity);
    };
  }

  private static int onDemand(Map<String, Object> distribution, int capacity) {
    int base = Math.min(capacity, number(distribution, "OnDemandBaseCapacity", 0));
    int percentage = number(distribution, "OnDemandPercentageAboveBaseCapacity", 100);
    return base + Math.ceilDiv((capacity - base) * percentage, 100);
  }

  private static int number(Map<String, Object> distribution, String name, int otherwise) {
    return distribution.get(name) instanceof Number number ? number.intValue() : otherwise;
  }
}
