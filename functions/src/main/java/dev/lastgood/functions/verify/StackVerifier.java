package dev.lastgood.functions.verify;

import dev.lastgood.functions.point.StackBody;
import java.util.ArrayList;
import java.util.List;

/** Judges whether a stack is back at its point, its alarms aside; has no effects. */
final class StackVerifier {
  private StackVerifier() {}

  /**
   * Judges one stack.
   *
   * @param targetId the target
   * @param goal the point
   * @param live the live state
   * @param groupsLack what keeps its groups from being well, in sentences
   */
  static Verdict judge(String targetId, StackBody goal, StackBody live, List<String> groupsLack) {
    List<String> missing = new ArrayList<>(live.differsFrom(goal));
    if (!live.state().status().isStable()) {
      missing.add("The stack is " + live.state().status() + ".");
    }
    missing.addAll(groupsLack);
    return missing.isEmpty()
        ? new Verdict.Holds(evidence(targetId, goal, live))
        : new Verdict.NotYet(missing);
  }

  private static List<String> evidence(String targetId, StackBody goal, StackBody live) {
    List<String> evidence = new ArrayList<>();
    evidence.add(targetId + " equals its good point of " + goal.capturedAt() + ".");
    evidence.add("The stack is " + live.state().status() + ".");
    for (String groupName : live.state().groupNames()) {
      evidence.add("All of the capacity of its group " + groupName + " is in service and healthy.");
    }
    return evidence;
  }
}
