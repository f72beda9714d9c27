package dev.lastgood.functions.plan;

import dev.lastgood.functions.point.GroupBody;
import java.util.List;

/**
 * What is done to one group.
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
    List<Considered> considered)
    implements TargetPlan {
  /** Copies its lists. */
  public GroupPlan {
    differences = List.copyOf(differences);
    actions = List.copyOf(actions);
    considered = List.copyOf(considered);
  }

  @Override
  public String resourceName() {
    return groupName;
  }

  @Override
  public List<Loss> irreversible() {
    return List.of();
  }

  @Override
  public List<String> remarks() {
    return before
        .stackName()
        .map(stack -> targetId + " belongs to the stack " + stack + " and drifts from it by this.")
        .stream()
        .toList();
  }
}
