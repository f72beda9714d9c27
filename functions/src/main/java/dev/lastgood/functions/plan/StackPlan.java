package dev.lastgood.functions.plan;

import dev.lastgood.functions.point.StackBody;
import dev.lastgood.functions.stack.StackOperation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is done to one stack.
 *
 * @param targetId the target
 * @param stackId the stack's ARN
 * @param goal what it is brought back to
 * @param before what it was when it was planned for
 * @param operationToken the client request token of its newest operation then: a newer one that is
 *     not ours is somebody else's
 * @param operationStartedAt when that operation began: whoever gives no token is known by it
 * @param differences how it differs from the goal
 * @param actions what is done, one after the other
 * @param considered what else could have been done, and why it is not
 * @param irreversible what cannot be taken back afterwards, of which people have to approve
 * @param protectsData whether volumes and databases among it are snapshotted before
 */
public record StackPlan(
    String targetId,
    String stackId,
    StackBody goal,
    StackBody before,
    Optional<String> operationToken,
    Optional<Instant> operationStartedAt,
    List<Difference> differences,
    List<Action> actions,
    List<Considered> considered,
    List<Loss> irreversible,
    boolean protectsData)
    implements TargetPlan {
  /** Copies its lists. */
  public StackPlan {
    differences = List.copyOf(differences);
    actions = List.copyOf(actions);
    considered = List.copyOf(considered);
    irreversible = List.copyOf(irreversible);
  }

  @Override
  public String resourceName() {
    return stackId;
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>(irreversible.stream().map(Loss::says).toList());
    if (protectsData) {
      remarks.addAll(protection());
    }
    boolean updates = actions.stream().anyMatch(StackAction.Update.class::isInstance);
    if (updates && !before.configuration().rollbackConfiguration().triggers().isEmpty()) {
      remarks.add(
          "Its rollback triggers are left out, because one in ALARM would take this back; whoever"
              + " deploys next must set them again.");
    }
    return List.copyOf(remarks);
  }

  private List<String> protection() {
    if (actions.stream().allMatch(StackPlan::takesSnapshots)) {
      return Protection.of(irreversible, before.state()).says();
    }
    return irreversible.stream().anyMatch(loss -> loss.holder().isPresent())
        ? List.of(
            "No snapshot is taken first: the update goes on until it is cancelled, and what it has"
                + " just made may not be there yet, or be another soon.")
        : List.of();
  }

  /**
   * Whether an action may lose what can be snapshotted before. An update that is under way is
   * cancelled at once: it would go on while snapshots are taken.
   */
  private static boolean takesSnapshots(Action action) {
    return action instanceof StackAction.Update || action instanceof StackAction.RollBackStack;
  }

  /**
   * How much of its forecast is for snapshots.
   *
   * @return seconds; 0 where none are planned
   */
  public int snapshotSeconds() {
    return protectsData && actions.stream().allMatch(StackPlan::takesSnapshots)
        ? Protection.of(irreversible, before.state()).forecastSeconds()
        : 0;
  }

  /**
   * Whether an operation is the one that the stack was in, or was last in, when it was planned for.
   *
   * @param operation an operation of the stack
   * @return false where it has begun since, or where somebody else has acted on it since
   */
  public boolean isMadeFor(StackOperation operation) {
    return operation.clientRequestToken().equals(operationToken)
        && operationStartedAt.filter(operation.startedAt()::equals).isPresent();
  }

  /**
   * Whether people have approved of losing something: a plan that names losses is carried out only
   * where they have.
   *
   * @param loss what would be lost
   * @return true where this plan named it
   */
  public boolean isApproved(Loss loss) {
    return irreversible.stream().anyMatch(named -> named.resource().equals(loss.resource()));
  }
}
