package dev.lastgood.functions.plan;

import java.util.List;

/**
 * Targets that are changed at the same time.
 *
 * @param targets their plans
 */
public record Wave(List<TargetPlan> targets) {
  /** Copies its list. */
  public Wave {
    targets = List.copyOf(targets);
  }

  /**
   * How long its slowest target takes.
   *
   * @return seconds
   */
  public int forecastSeconds() {
    return targets.stream().mapToInt(TargetPlan::forecastSeconds).max().orElse(0);
  }
}
