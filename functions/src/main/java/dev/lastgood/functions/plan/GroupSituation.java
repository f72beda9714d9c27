package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of a target when a plan is made for it.
 *
 * @param target the target
 * @param live the live state
 * @param goal what it could be brought back to
 * @param rollout somebody's instance refresh that is under way
 * @param history what the group's past tells
 * @param owed what this incident has changed for the time of the recovery only: no difference
 * @param notServing the instances in service to which the load balancer sends no requests
 */
public record GroupSituation(
    Target target,
    Reading live,
    Goal goal,
    Optional<Rollout> rollout,
    History history,
    List<Obligation> owed,
    Set<String> notServing) {
  /** Copies its collections. */
  public GroupSituation {
    owed = List.copyOf(owed);
    notServing = Set.copyOf(notServing);
  }

  /**
   * A target on which nothing is under way and of whose past nothing is known.
   *
   * @param target the target
   * @param live the live state
   * @param goal what it could be brought back to
   */
  public GroupSituation(Target target, Reading live, Goal goal) {
    this(target, live, goal, Optional.empty(), History.UNKNOWN, List.of(), Set.of());
  }

  /** What a target could be brought back to. */
  public sealed interface Goal {
    /**
     * A state that can be trusted.
     *
     * @param body the point's body, its seal checked, or the undo point
     * @param deleted the places of template versions that were deleted, or launch something else
     *     now, and can be made again from the point's data
     */
    record Known(GroupBody body, List<String> deleted) implements Goal {
      /** Copies its list. */
      public Known {
        deleted = List.copyOf(deleted);
      }

      /**
       * A state whose template versions are all there.
       *
       * @param body the point's body
       */
      public Known(GroupBody body) {
        this(body, List.of());
      }
    }

    /**
     * There is none.
     *
     * @param because why
     */
    record None(String because) implements Goal {}
  }
}
