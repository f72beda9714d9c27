package dev.lastgood.functions.recover;

import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.point.LaunchUpdate;
import java.util.stream.Stream;

/** The obligation to watch an instance refresh, whoever began it, until none is under way. */
final class RefreshWatch {
  private RefreshWatch() {}

  /**
   * What a call makes owed.
   *
   * @param call names the call within its target and its attempt
   */
  static Obligation owedBy(String call, GroupStep step) {
    return new Obligation.WatchRefresh(
        call + "-" + step.target().id() + "-" + step.lease().fence(),
        step.target().id(),
        step.groupName(),
        LaunchUpdate.of(step.goal()).says());
  }

  static boolean isOwed(GroupStep step) {
    return owed(step).findAny().isPresent();
  }

  /** Writes that it is met: the refresh is over. */
  static Chain met(Ledger ledger, GroupStep step, String how) {
    Chain chain = step.chain();
    for (Obligation watch : owed(step).toList()) {
      chain = ledger.append(chain, new Fact.Discharged(watch.id(), how), step.lease());
    }
    return chain;
  }

  private static Stream<Obligation> owed(GroupStep step) {
    return step.chain().openObligations().stream()
        .filter(Obligation.WatchRefresh.class::isInstance)
        .filter(owed -> owed.targetId().equals(step.target().id()));
  }
}
