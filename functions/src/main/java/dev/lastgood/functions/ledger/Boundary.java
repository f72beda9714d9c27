package dev.lastgood.functions.ledger;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a recovery stops that a person has cancelled: before its next call, unless what it has
 * begun would leave the instances of a target mixed. A replacement once begun is finished.
 *
 * <p>The wish is an entry of the ledger, and every call stands there before it is made: what comes
 * after the wish in the chain is not done, whoever is faster.
 */
public final class Boundary {
  /**
   * What begins to replace instances, or breaks the replacing off, and needs a refresh after it.
   * See the Amazon EC2 Auto Scaling API Reference. A refresh that was started goes to its end by
   * itself.
   */
  private static final Set<String> MIXING =
      Set.of("TerminateInstanceInAutoScalingGroup", "CancelInstanceRefresh");

  private Boundary() {}

  /**
   * Whether nothing more is begun on a target.
   *
   * @param chain the incident's ledger
   * @param targetId the target
   * @return the wish to stop that holds now; empty where there is none, or where what was begun on
   *     the target has to be finished first
   */
  public static Optional<Fact.CancelAsked> reached(Chain chain, String targetId) {
    return isMixed(chain, targetId) ? Optional.empty() : chain.cancelAsked();
  }

  /**
   * Whether nothing more is begun at all.
   *
   * @param chain the incident's ledger
   * @param targetIds the incident's targets
   * @return the wish to stop that holds now
   */
  public static Optional<Fact.CancelAsked> reached(Chain chain, List<String> targetIds) {
    return targetIds.stream().anyMatch(targetId -> isMixed(chain, targetId))
        ? Optional.empty()
        : chain.cancelAsked();
  }

  /**
   * Whether what was begun on a target has to be finished: from the first call that replaces an
   * instance to the end of the target's last action.
   *
   * @param chain the incident's ledger
   * @param targetId the target
   * @return true where stopping now would leave its instances mixed
   */
  public static boolean isMixed(Chain chain, String targetId) {
    boolean mixed = false;
    int actions = 0;
    for (Entry entry : chain.entries()) {
      if (entry.fact() instanceof Fact.Planned planned) {
        actions = planned.actions().getOrDefault(targetId, List.of()).size();
      } else if (entry.fact() instanceof Fact.Intent intent
          && intent.targetId().equals(targetId)
          && MIXING.contains(intent.operation())) {
        mixed |= isMade(chain, intent);
      } else if (entry.fact() instanceof Fact.ActionEnded ended
          && ended.targetId().equals(targetId)) {
        mixed &= ended.succeeded() && ended.actionIndex() + 1 < actions;
      }
    }
    return mixed;
  }

  /** A call whose answer is not known may have taken effect. */
  private static boolean isMade(Chain chain, Fact.Intent intent) {
    return chain.result(intent.callId()).map(Fact.Result::succeeded).orElse(true);
  }
}
