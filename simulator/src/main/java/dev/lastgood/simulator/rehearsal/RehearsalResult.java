package dev.lastgood.simulator.rehearsal;

import java.util.List;

/**
 * What one rehearsal came to.
 *
 * @param scenario the scenario's name
 * @param seed the seed that shows it again
 * @param outcome the incident's outcome, such as {@code RECOVERED}
 * @param recoverySeconds from the alarm's own timestamp to the incident's outcome, simulated
 * @param deadlineSeconds what the target allows for that
 * @param violations what did not hold; empty as wished
 * @param timeline what happened, in the order of time
 * @param shares how {@code recoverySeconds} is divided
 */
public record RehearsalResult(
    String scenario,
    long seed,
    String outcome,
    double recoverySeconds,
    double deadlineSeconds,
    List<Violation> violations,
    List<TimelineEntry> timeline,
    Shares shares) {

  /** Copies its lists. */
  public RehearsalResult {
    violations = List.copyOf(violations);
    timeline = List.copyOf(timeline);
  }
}
