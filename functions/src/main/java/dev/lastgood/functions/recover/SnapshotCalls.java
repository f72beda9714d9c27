package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.CanonicalJson;
import dev.lastgood.functions.ledger.Entry;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.plan.DataHolder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The calls that take snapshots for one action: the snapshots' names, which are the same at every
 * attempt, and what the ledger tells of them. A plan that follows another takes its own: what was
 * written meanwhile is not in the snapshots of the one before.
 */
final class SnapshotCalls {
  /** What every snapshot's name begins with. */
  static final String PREFIX = "lastgood-";

  private static final int INCIDENT_MAX = 32;
  private static final int HASH_MAX = 16;

  private SnapshotCalls() {}

  /**
   * Names the snapshot of a resource. See "CreateDBClusterSnapshot" in the Amazon RDS API
   * Reference, which is the strictest: at most 63 letters, digits and hyphens, no two of these
   * together and none at the end; stored in lower case.
   */
  static String name(StackStep step, DataHolder holder) {
    String incident =
        step.chain().incidentId().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String some = incident.substring(0, Math.min(INCIDENT_MAX, incident.length()));
    String hash =
        CanonicalJson.sha256(
            List.of(StackCalls.token(step, "snapshot"), holder.type(), holder.physicalId()));
    return (PREFIX + some + "-" + hash.substring(0, HASH_MAX)).replaceAll("-{2,}", "-");
  }

  /** What the ledger says of the call, by which it is found again. */
  static String says(StackStep step, DataHolder holder) {
    return "Take snapshot " + name(step, holder) + " of " + holder.says() + ".";
  }

  /** The newest intent to take the snapshot of a resource; empty where there was none. */
  static Optional<Entry> newest(StackStep step, DataHolder holder) {
    String says = says(step, holder);
    return step.chain().entries().stream()
        .filter(entry -> entry.fact() instanceof Fact.Intent intent && intent.says().equals(says))
        .reduce((before, after) -> after);
  }

  /** Whether a call has taken it, as far as its answer tells. */
  static boolean isTaken(StackStep step, DataHolder holder) {
    return result(step, holder).filter(Fact.Result::succeeded).isPresent();
  }

  /** Whether a call was to take it whose answer nobody knows. */
  static boolean isPerhapsTaken(StackStep step, DataHolder holder) {
    return newest(step, holder).isPresent() && result(step, holder).isEmpty();
  }

  private static Optional<Fact.Result> result(StackStep step, DataHolder holder) {
    return newest(step, holder)
        .map(entry -> (Fact.Intent) entry.fact())
        .flatMap(intent -> step.chain().result(intent.callId()));
  }
}
