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
   */
  static Verdict judge(String targetId, StackBody goal, StackBody live) {
    List<String> missing = new ArrayList<>(live.differsFrom(goal));
    if (!live.state().status().isStable()) {
      missing.add("The stack is " + live.state().status() + ".");
    }
    return missing.isEmpty()
        ? new Verdict.Holds(
            List.of(
                targetId + " equals its good point of " + goal.capturedAt() + ".",
                "The stack is " + live.state().status() + "."))
        : new Verdict.NotYet(missing);
  }
}
