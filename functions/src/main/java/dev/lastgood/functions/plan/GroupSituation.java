package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of a group when a plan is made for it.
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
    Reading.OfGroup live,
    Goal<GroupBody> goal,
    Optional<Rollout> rollout,
    History history,
    List<Obligation> owed,
    Set<String> notServing)
    implements Situation {
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
  public GroupSituation(Target target, Reading.OfGroup live, Goal<GroupBody> goal) {
    this(target, live, goal, Optional.empty(), History.UNKNOWN, List.of(), Set.of());
  }
}
