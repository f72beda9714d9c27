package dev.lastgood.functions.plan;

import dev.lastgood.functions.point.GroupBody;
import java.util.List;

/**
 * What is done to one target.
 *
 * @param targetId the target
 * @param groupName the group that was planned for; it is the one that is changed and verified,
 *     wherever a tag moves meanwhile
 * @param goal what it is brought back to; without the instances of its time, which do not come back
 * @param before what it was when it was planned for, without its instances: what is neither this
 *     nor the goal, somebody else has changed
 * @param differences how it differs from the goal
 * @param actions what is done, one after the other
 * @param considered what else could have been done, and why it is not
 */
public record GroupPlan(
    String targetId,
    String groupName,
    GroupBody goal,
    GroupBody before,
    List<Difference> differences,
    List<Action> actions,
    List<Considered> considered) {
  /** Copies its lists. */
  public GroupPlan {
    differences = List.copyOf(differences);
    actions = List.copyOf(actions);
    considered = List.copyOf(considered);
  }

  /**
   * How long its actions take, one after the other.
   *
   * @return seconds
   */
  public int forecastSeconds() {
    return actions.stream().mapToInt(Action::forecastSeconds).sum();
  }
}
