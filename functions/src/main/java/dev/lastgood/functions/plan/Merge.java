package dev.lastgood.functions.plan;

import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.GroupConfiguration;
import java.util.List;
import java.util.TreeSet;

/**
 * The merge rule: capacity above a point's is live state, and what an incident owes goes back
 * later. Neither is a difference.
 */
public final class Merge {
  private Merge() {}

  /**
   * Whether a difference is none.
   *
   * @param difference between the goal and the live state
   * @param goal the goal
   * @param live the live state
   * @param owed the incident's open obligations
   * @return true where merging explains it
   */
  public static boolean explains(
      Difference difference, GroupBody goal, GroupBody live, List<Obligation> owed) {
    GroupConfiguration point = goal.configuration();
    GroupConfiguration now = live.configuration();
    return switch (difference.field()) {
      case "minSize" ->
          owed.stream()
              .anyMatch(
                  obligation ->
                      obligation instanceof Obligation.RestoreMinimum minimum
                          && minimum.raisedTo() == now.minSize()
                          && minimum.minimum() == point.minSize());
      case "maxSize" -> now.maxSize() == Math.max(point.maxSize(), live.fleet().desiredCapacity());
      case "suspendedProcesses" ->
          withoutOwed(now.suspendedProcesses(), owed).equals(point.suspendedProcesses());
      default -> false;
    };
  }

  /** The processes that somebody has suspended, and not this incident. */
  static List<String> withoutOwed(List<String> suspended, List<Obligation> owed) {
    TreeSet<String> without = new TreeSet<>(suspended);
    for (Obligation obligation : owed) {
      if (obligation instanceof Obligation.ResumeProcesses resume) {
        resume.processes().forEach(without::remove);
      }
    }
    return List.copyOf(without);
  }
}
