package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.point.PointBody;
import dev.lastgood.functions.point.Reading;

/** All that is known of a target when a plan is made for it. */
public sealed interface Situation permits GroupSituation, StackSituation {
  /**
   * The target.
   *
   * @return as the configuration has it
   */
  Target target();

  /**
   * The live state.
   *
   * @return the capture, or why there is none
   */
  Reading live();

  /**
   * What it could be brought back to.
   *
   * @return a state that can be trusted, or why there is none
   */
  Goal<? extends PointBody> goal();
}
