package dev.lastgood.functions.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot that an incident has taken of what it was about to lose, and that stays.
 *
 * @param snapshotId how AWS finds it: an EBS snapshot's id, or the identifier of a DB snapshot or a
 *     DB cluster snapshot
 * @param of what it was taken of, for people
 */
public record KeptSnapshot(String snapshotId, String of) {
  private static final String ID = "snapshotId";
  private static final String OF = "snapshotOf";

  /**
   * How the result of the call that took it tells of it.
   *
   * @return the details
   */
  public Map<String, String> details() {
    return Map.of(ID, snapshotId, OF, of);
  }

  /**
   * The snapshots that an incident has taken, as its ledger tells.
   *
   * @param chain the ledger
   * @return each once, in the order in which they were taken
   */
  public static List<KeptSnapshot> in(Chain chain) {
    return chain
        .facts(Fact.Result.class)
        .filter(Fact.Result::succeeded)
        .flatMap(result -> of(result).stream())
        .distinct()
        .toList();
  }

  /**
   * The snapshot that a call has taken.
   *
   * @param result what it answered
   * @return empty where it took none
   */
  public static Optional<KeptSnapshot> of(Fact.Result result) {
    Map<String, String> details = result.details();
    return details.containsKey(ID) && details.containsKey(OF)
        ? Optional.of(new KeptSnapshot(details.get(ID), details.get(OF)))
        : Optional.empty();
  }
}
