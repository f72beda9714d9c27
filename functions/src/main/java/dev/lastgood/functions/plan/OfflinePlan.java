package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Alarm;
import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.point.DescribedGroup;
import dev.lastgood.functions.point.PointBody;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.UserData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What would be done to bring a group back, worked out from two descriptions of it alone: by the
 * planner that recoveries use, with nobody's deadline.
 *
 * @param differences how the live group differs from the good one
 * @param actions what would be done, one after the other
 * @param notRestorable what cannot be restored from this input, and why
 * @param fellShort whether a relevant difference would remain
 */
public record OfflinePlan(
    List<Difference> differences,
    List<Action> actions,
    List<String> notRestorable,
    boolean fellShort) {
  private static final int STARTUP_SECONDS = 120;

  /** Copies its lists. */
  public OfflinePlan {
    differences = List.copyOf(differences);
    actions = List.copyOf(actions);
    notRestorable = List.copyOf(notRestorable);
  }

  /**
   * Plans.
   *
   * @param good the group as it was when it was good
   * @param live the same group as it is
   * @return the plan
   */
  public static OfflinePlan of(DescribedGroup good, DescribedGroup live) {
    List<Difference> differences = Differences.between(good.body(), live.body());
    List<String> notRestorable = new ArrayList<>();
    good.unknown().forEach(sentence -> notRestorable.add("In the good group: " + sentence));
    live.unknown().forEach(sentence -> notRestorable.add("In the live group: " + sentence));
    List<Action> actions = List.of();
    boolean fellShort = false;
    switch (planning(good.body(), live.body())) {
      case Planning.Feasible feasible ->
          actions = feasible.plan().targets().flatMap(it -> it.actions().stream()).toList();
      case Planning.TooLate late -> notRestorable.add(late.because());
      case Planning.Pointless pointless -> {
        fellShort = differences.stream().anyMatch(Difference::isRelevant);
        if (fellShort) {
          notRestorable.add(pointless.because());
        }
      }
    }
    List<String> other =
        differences.stream()
            .filter(difference -> !difference.isRelevant())
            .map(Difference::field)
            .toList();
    if (!other.isEmpty()) {
      notRestorable.add(
          String.join(", ", other)
              + ": no alarm can come of it, so no recovery restores it; it is left to its owner.");
    }
    notRestorable.add(
        "Lifecycle hooks, scaling policies, scheduled actions and notifications are not in this"
            + " input, nor the data of templates and launch configurations: they are not compared.");
    return new OfflinePlan(differences, actions, notRestorable, fellShort);
  }

  private static Planning planning(PointBody good, PointBody live) {
    Target target =
        new Target(
            live.groupName(),
            live.groupName(),
            Mode.OBSERVE,
            List.of(new Alarm("alarm", 60, 1, 1)),
            Integer.MAX_VALUE,
            0,
            0,
            STARTUP_SECONDS,
            1,
            1);
    return Planner.plan(
        "offline",
        List.of(
            new Situation(
                target, new Reading.Captured(live, UserData.NONE), new Situation.Goal.Known(good))),
        Dependencies.of(List.of()),
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(Integer.MAX_VALUE));
  }

  /**
   * The calls that an action makes, in their order, as far as these two descriptions tell.
   *
   * @param action one of the actions
   * @param good the group as it was when it was good
   * @param live the same group as it is
   * @return each call with what it sets
   */
  public List<String> calls(Action action, PointBody good, PointBody live) {
    return ActionCalls.of(
        action, good, live, action.equals(actions.getFirst()), action.equals(actions.getLast()));
  }
}
