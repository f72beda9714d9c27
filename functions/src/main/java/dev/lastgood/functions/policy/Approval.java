package dev.lastgood.functions.policy;

import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Entry;
import dev.lastgood.functions.ledger.Fact;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the question stands whether the newest plan may be carried out, as the ledger says; deciding
 * has no effects.
 *
 * @param required how many distinct people must approve
 * @param until when an answer comes too late
 * @param approvers who has approved, in time and before it was decided
 * @param declinedBy who declined, in time and before it was decided
 */
record Approval(int required, Instant until, Set<String> approvers, Optional<String> declinedBy) {
  /** Copies its set. */
  Approval {
    approvers = new TreeSet<>(approvers);
  }

  /**
   * Reads the question and the answers to it.
   *
   * @param chain the incident's ledger
   * @return empty where nobody has been asked about the newest plan
   */
  static Optional<Approval> of(Chain chain) {
    Optional<Approval> approval = Optional.empty();
    for (Entry entry : chain.entries()) {
      approval = approval.map(before -> before.after(entry));
      if (entry.fact() instanceof Fact.ApprovalAsked asked) {
        approval =
            Optional.of(new Approval(asked.approvals(), asked.until(), Set.of(), Optional.empty()));
      } else if (entry.fact() instanceof Fact.Planned) {
        approval = Optional.empty();
      }
    }
    return approval;
  }

  /** Whether enough have approved. */
  boolean isApproved() {
    return declinedBy.isEmpty() && approvers.size() >= required;
  }

  /** Whether an answer changes anything any more. */
  boolean isDecided() {
    return declinedBy.isPresent() || isApproved();
  }

  private Approval after(Entry entry) {
    if (!(entry.fact() instanceof Fact.Answered answer)
        || isDecided()
        || entry.at().isAfter(until)) {
      return this;
    }
    if (!answer.approved()) {
      return new Approval(required, until, approvers, Optional.of(answer.by()));
    }
    Set<String> more = new TreeSet<>(approvers);
    more.add(answer.by());
    return new Approval(required, until, more, declinedBy);
  }
}
