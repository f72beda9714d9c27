package dev.lastgood.functions.plan;

import dev.lastgood.functions.stack.StackGraph;
import java.util.Optional;

/** What comes of weighing one target: what is done to it, or why it is left alone. */
sealed interface Weighing {
  /**
   * It is changed.
   *
   * @param order what of it other stacks use, and it of theirs, now and at its goal; absent where
   *     that stays
   */
  record Change(TargetPlan plan, Optional<StackGraph.Change> order) implements Weighing {
    /** It is changed in nothing that others use. */
    Change(TargetPlan plan) {
      this(plan, Optional.empty());
    }
  }

  /** It is left alone. */
  record Leave(String because) implements Weighing {}

  /** It is what it should be, and at rest. */
  record Well(String because) implements Weighing {}

  /**
   * Weighs one target.
   *
   * @param situation all that is known of it
   * @param secondsLeft what its actions may take
   */
  static Weighing of(Situation situation, long secondsLeft) {
    return switch (situation) {
      case GroupSituation group -> GroupWeighing.of(group, secondsLeft);
      case StackSituation stack -> StackWeighing.of(stack, secondsLeft);
    };
  }
}
