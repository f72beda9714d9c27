package dev.lastgood.functions.plan;

import dev.lastgood.functions.ledger.Change;
import dev.lastgood.functions.ledger.Fact;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the ledger says of a plan; has no effects. */
final class PlannedFacts {
  /** A ledger entry and a hold have to stay small; the plan itself holds all differences. */
  private static final int CHANGES_MAX = 32;

  private PlannedFacts() {}

  /**
   * A plan that is carried out, once people have approved it where they must.
   *
   * @param planKey where it is kept
   */
  static Fact.Planned toCarryOut(Plan plan, String planKey) {
    return new Fact.Planned(planKey, plan.undo(), plan.summary(), changes(plan), actions(plan));
  }

  /**
   * A plan that people are told of, and that nobody carries out.
   *
   * @param planKey where it is kept
   */
  static Fact.Planned proposed(Plan plan, String planKey) {
    return new Fact.Planned(
        planKey, plan.undo(), "Not carried out.", changes(plan), actions(plan), true);
  }

  /** What had gone bad, for whoever must not deploy it again; of an undo nobody asks. */
  private static SortedMap<String, List<Change>> changes(Plan plan) {
    SortedMap<String, List<Change>> changes = new TreeMap<>();
    if (!plan.undo()) {
      plan.targets()
          .forEach(target -> changes.put(target.targetId(), changes(target.differences())));
    }
    return changes;
  }

  private static SortedMap<String, List<String>> actions(Plan plan) {
    SortedMap<String, List<String>> actions = new TreeMap<>();
    plan.targets()
        .forEach(
            target ->
                actions.put(
                    target.targetId(), target.actions().stream().map(Action::says).toList()));
    return actions;
  }

  private static List<Change> changes(List<Difference> differences) {
    return differences.stream()
        .filter(Difference::isRelevant)
        .limit(CHANGES_MAX)
        .map(found -> new Change(found.field(), found.point(), found.live()))
        .toList();
  }
}
