package dev.lastgood.simulator.cloudwatch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;

/**
 * What tells one metric from another.
 *
 * @param namespace such as {@code AWS/ApplicationELB}
 * @param name such as {@code HTTPCode_Target_5XX_Count}
 * @param dimensions by name; their order does not matter
 */
public record MetricId(String namespace, String name, Map<String, String> dimensions) {
  /** Orders the dimensions. */
  public MetricId {
    dimensions = java.util.Collections.unmodifiableMap(new TreeMap<>(dimensions));
  }

  static MetricId of(String namespace, String name, List<Dimension> dimensions) {
    Map<String, String> byName = new TreeMap<>();
    dimensions.forEach(dimension -> byName.put(dimension.name(), dimension.value()));
    return new MetricId(namespace, name, byName);
  }
}
