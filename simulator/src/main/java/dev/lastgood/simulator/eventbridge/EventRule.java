package dev.lastgood.simulator.eventbridge;

import java.util.List;

/**
 * A rule on the default event bus.
 *
 * @param name its name
 * @param pattern which events it matches
 * @param targets where these go, five at most
 */
public record EventRule(String name, EventPattern pattern, List<RuleTarget> targets) {
  private static final int TARGETS_MAX = 5;

  /**
   * Copies the targets.
   *
   * @throws IllegalArgumentException where there are none or too many
   */
  public EventRule {
    targets = List.copyOf(targets);
    if (targets.isEmpty() || targets.size() > TARGETS_MAX) {
      throw new IllegalArgumentException(
          "Rule " + name + " has " + targets.size() + " targets; one to five are allowed.");
    }
  }
}
