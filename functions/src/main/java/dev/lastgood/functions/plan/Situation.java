package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.point.PointBody;
import dev.lastgood.functions.point.Reading;

/**
 * All that is known of a target when a plan is made for it.
 *
 * @param target the target
 * @param live the live state
 * @param goal what it could be brought back to
 * @param rolloutUnderWay whether somebody's instance refresh is under way
 */
public record Situation(Target target, Reading live, Goal goal, boolean rolloutUnderWay) {
  /** What a target could be brought back to. */
  public sealed interface Goal {
    /**
     * A state that can be trusted.
     *
     * @param body the point's body, its seal checked, or the undo point
     */
    record Known(PointBody body) implements Goal {}

    /**
     * There is none.
     *
     * @param because why
     */
    record None(String because) implements Goal {}
  }
}
