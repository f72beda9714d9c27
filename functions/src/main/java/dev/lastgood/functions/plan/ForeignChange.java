package dev.lastgood.functions.plan;

import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.point.GroupBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds what somebody else has changed while a recovery is at work: whatever is neither as it was
 * when the plan was made, nor as the plan's goal has it, nor on the way from the one to the other.
 */
public final class ForeignChange {
  /** What a plan changes in several calls, so that it is neither the one nor the other between. */
  private static final Map<String, Function<GroupBody, List<String>>> IN_STEPS =
      Map.of(
          "targetGroupArns", body -> body.configuration().targetGroupArns(),
          "suspendedProcesses", body -> body.configuration().suspendedProcesses());

  /** Scaling goes on while a recovery is at work. */
  private static final String SCALED = "desiredCapacity";

  private ForeignChange() {}

  /**
   * Looks for one.
   *
   * @param plan what is being done
   * @param live the group as it is now
   * @param owed what the incident has changed for the time of the recovery
   * @return what was changed, in a sentence; empty where nothing was
   */
  public static Optional<String> find(GroupPlan plan, GroupBody live, List<Obligation> owed) {
    Map<String, Difference> fromGoal =
        Differences.between(plan.goal(), live).stream()
            .collect(Collectors.toMap(Difference::field, difference -> difference));
    List<String> foreign = new ArrayList<>();
    for (Difference difference : Differences.between(plan.before(), live)) {
      String field = difference.field();
      boolean isOurs =
          !difference.isRelevant()
              || field.equals(SCALED)
              || !fromGoal.containsKey(field)
              || Merge.explains(fromGoal.get(field), plan.goal(), live, owed)
              || Merge.explains(difference, plan.before(), live, owed)
              || isBetween(field, plan, live, owed);
      if (!isOurs) {
        foreign.add(field + " from " + difference.point() + " to " + difference.live());
      }
    }
    return foreign.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Somebody has changed "
                + String.join(", ", foreign)
                + " meanwhile; it is not interfered with.");
  }

  private static boolean isBetween(
      String field, GroupPlan plan, GroupBody live, List<Obligation> owed) {
    Function<GroupBody, List<String>> names = IN_STEPS.get(field);
    if (names == null) {
      return false;
    }
    List<String> before = names.apply(plan.before());
    List<String> goal = names.apply(plan.goal());
    List<String> now = Merge.withoutOwed(names.apply(live), owed);
    return now.stream().allMatch(name -> before.contains(name) || goal.contains(name))
        && before.stream().filter(goal::contains).allMatch(now::contains);
  }
}
