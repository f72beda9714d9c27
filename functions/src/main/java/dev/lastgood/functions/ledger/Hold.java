package dev.lastgood.functions.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A record on a target, made when an incident closes, so that the version that went bad is not
 * simply deployed again. It stands until a person releases it or a later incident renews it, and
 * pipelines ask for it: the names of its attributes are a contract, see docs/state.md.
 *
 * @param targetId the target
 * @param incidentId the incident that made it
 * @param since when it was made, to the millisecond
 * @param outcome how the incident ended
 * @param because what began the incident and how it ended, in sentences
 * @param changes what had gone bad, by field; none where the incident ended without a plan
 */
public record Hold(
    String targetId,
    String incidentId,
    Instant since,
    Outcome outcome,
    String because,
    List<Change> changes) {
  /** The sort key of a hold, under its target's partition. */
  static final String SORT = "hold";

  /** The attribute by which a release is bound to the incident that the person saw. */
  static final String INCIDENT = "incidentId";

  private static final String SINCE = "since";
  private static final String OUTCOME = "outcome";
  private static final String BECAUSE = "because";
  private static final String GOOD = "good";
  private static final String BAD = "bad";

  /** Keeps what the table keeps: milliseconds, and the changes by their fields. */
  public Hold {
    since = since.truncatedTo(ChronoUnit.MILLIS);
    changes = changes.stream().sorted(Comparator.comparing(Change::field)).toList();
  }

  /** The partition of a target. */
  static String partition(String targetId) {
    return "target#" + targetId;
  }

  /** The item that stands for it. */
  Item item() {
    Map<String, String> good = new TreeMap<>();
    Map<String, String> bad = new TreeMap<>();
    for (Change change : changes) {
      good.put(change.field(), change.good());
      bad.put(change.field(), change.bad());
    }
    return Item.key(partition(targetId), SORT)
        .with(INCIDENT, incidentId)
        .with(SINCE, since)
        .with(OUTCOME, outcome.name())
        .with(BECAUSE, because)
        .with(GOOD, good)
        .with(BAD, bad);
  }

  /** The hold that an item stands for. */
  static Hold of(String targetId, Item item) {
    Map<String, String> good = item.textsByName(GOOD);
    return new Hold(
        targetId,
        item.text(INCIDENT),
        item.instant(SINCE),
        Outcome.valueOf(item.text(OUTCOME)),
        item.text(BECAUSE),
        item.textsByName(BAD).entrySet().stream()
            .map(bad -> new Change(bad.getKey(), good.get(bad.getKey()), bad.getValue()))
            .toList());
  }
}
