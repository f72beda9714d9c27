package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes plans; has no effects. */
public final class Planner {
  private Planner() {}

  /**
   * Plans the way back to the good points.
   *
   * @param incidentId the incident
   * @param situations its targets
   * @param dependencies which of them must be well before which
   * @param now the present
   * @param deadline when the incident must have its outcome
   * @return a plan, or why there is none
   */
  public static Planning plan(
      String incidentId,
      List<? extends Situation> situations,
      Dependencies dependencies,
      Instant now,
      Instant deadline) {
    Weighed weighed = weigh(situations, now, deadline);
    if (weighed.changes().isEmpty() && situations.stream().anyMatch(Planner::mayHaveDrifted)) {
      // Only where nothing else can be the cause: whatever is what it should be is left alone.
      weighed = weigh(situations.stream().map(Planner::lookingForDrift).toList(), now, deadline);
    }
    if (weighed.changes().isEmpty()) {
      List<String> sentences = new ArrayList<>();
      weighed.leftAlone().forEach((targetId, because) -> sentences.add(targetId + ": " + because));
      String because = String.join(" ", sentences);
      return weighed.areWell() == situations.size()
          ? new Planning.Well(because)
          : new Planning.Pointless(because);
    }
    int proof = weighed.verificationSeconds();
    Map<String, String> leftAlone = weighed.leftAlone();
    List<Weighing.Change> changes = weighed.changes();
    return switch (Ordering.of(changes, dependencies, false)) {
      case Ordering.Impossible impossible -> new Planning.Pointless(impossible.because());
      case Ordering.InWaves order ->
          fit(
              new Plan(incidentId, deadline, false, order.waves(), proof, leftAlone),
              now,
              deadline);
    };
  }

  /**
   * What comes of weighing each target.
   *
   * @param changes those that are changed
   * @param leftAlone why others are not, by their ids
   * @param areWell how many of those are what they should be
   * @param verificationSeconds the time that the proof takes
   */
  private record Weighed(
      List<Weighing.Change> changes,
      Map<String, String> leftAlone,
      int areWell,
      int verificationSeconds) {}

  private static Weighed weigh(
      List<? extends Situation> situations, Instant now, Instant deadline) {
    Map<String, String> leftAlone = new TreeMap<>();
    List<Weighing.Change> changes = new ArrayList<>();
    int verificationSeconds = 0;
    int areWell = 0;
    for (Situation situation : situations) {
      long secondsLeft = secondsLeft(now, deadline) - verificationSeconds(situation.target());
      switch (Weighing.of(situation, secondsLeft)) {
        case Weighing.Change change -> {
          changes.add(change);
          verificationSeconds =
              Math.max(verificationSeconds, verificationSeconds(situation.target()));
        }
        case Weighing.Leave leave -> leftAlone.put(situation.target().id(), leave.because());
        case Weighing.Well well -> {
          leftAlone.put(situation.target().id(), well.because());
          areWell++;
        }
      }
    }
    return new Weighed(changes, leftAlone, areWell, verificationSeconds);
  }

  private static boolean mayHaveDrifted(Situation situation) {
    return situation instanceof StackSituation stack && stack.driftSuspected();
  }

  private static Situation lookingForDrift(Situation situation) {
    return switch (situation) {
      case GroupSituation group -> group;
      case StackSituation stack -> stack.lookingForDrift();
    };
  }

  /**
   * Plans the way back to the undo points, where that does no harm: where it replaces no instance,
   * or where fewer instances are well than before anything was changed.
   *
   * @param incidentId the incident
   * @param situations the targets that were changed, their undo points as goals
   * @param dependencies which of them must be well before which; undone in the opposite order
   * @param now the present
   * @param deadline when the incident must have its outcome
   * @return a plan, or why what was done stays
   */
  public static Planning undo(
      String incidentId,
      List<? extends Situation> situations,
      Dependencies dependencies,
      Instant now,
      Instant deadline) {
    Map<String, String> leftAlone = new TreeMap<>();
    List<Weighing.Change> changes = new ArrayList<>();
    for (Situation situation : situations) {
      String targetId = situation.target().id();
      if (situation instanceof GroupSituation group && group.rollout().isPresent()) {
        leftAlone.put(
            targetId,
            "An instance refresh is under way; it is not interfered with: what was done stays.");
        continue;
      }
      switch (Weighing.of(situation, secondsLeft(now, deadline))) {
        case Weighing.Leave leave -> leftAlone.put(targetId, leave.because());
        case Weighing.Well well -> leftAlone.put(targetId, well.because());
        case Weighing.Change change when !change.plan().irreversible().isEmpty() ->
            leftAlone.put(
                targetId, "Undoing would lose what cannot be had back: what was done stays.");
        case Weighing.Change change -> {
          boolean replaces = change.plan().actions().stream().anyMatch(Action::replacesInstances);
          if (replaces && !fewerAreWell(situation)) {
            leftAlone.put(
                targetId,
                "Undoing would replace instances although no fewer are well than before: it stays.");
          } else {
            changes.add(change);
          }
        }
      }
    }
    if (changes.isEmpty()) {
      return new Planning.Pointless("There is nothing to undo: " + leftAlone);
    }
    return switch (Ordering.of(changes, dependencies, true)) {
      case Ordering.Impossible impossible -> new Planning.Pointless(impossible.because());
      case Ordering.InWaves order ->
          fit(new Plan(incidentId, deadline, true, order.waves(), 0, leftAlone), now, deadline);
    };
  }

  /**
   * The time that undoing a plan would take, which a verification must leave. A stack is undone by
   * another update, which takes as long as proving this one: no time is kept back for that, and
   * less would be of no use.
   *
   * @param plan the plan
   * @return seconds; 0 for a plan that would not be undone
   */
  public static int undoSeconds(Plan plan) {
    boolean changesStacks = plan.targets().anyMatch(StackPlan.class::isInstance);
    return changesStacks || plan.replacesInstances() ? 0 : Forecast.SETTINGS_SECONDS;
  }

  /**
   * When an incident must stop trying, so that it is closed by its deadline.
   *
   * @param deadline the deadline
   * @return the last instant for anything but closing
   */
  public static Instant lastInstant(Instant deadline) {
    return deadline.minusSeconds(Forecast.CLOSING_SECONDS);
  }

  private static boolean fewerAreWell(Situation situation) {
    return situation instanceof GroupSituation group
        && group.goal() instanceof Goal.Known<GroupBody> known
        && group.live() instanceof Reading.Group captured
        && captured.body().fleet().healthyInService() < known.body().fleet().healthyInService();
  }

  private static long secondsLeft(Instant now, Instant deadline) {
    return Duration.between(now, lastInstant(deadline)).toSeconds();
  }

  private static int verificationSeconds(Target target) {
    return target.clearingSeconds() + target.stabilityWindowSeconds();
  }

  private static Planning fit(Plan plan, Instant now, Instant deadline) {
    long secondsLeft = secondsLeft(now, deadline);
    if (plan.forecastSeconds() > secondsLeft) {
      return new Planning.TooLate(
          plan,
          "It would take "
              + plan.forecastSeconds()
              + " s, and "
              + Math.max(0, secondsLeft)
              + " s are left before the incident must be closed: nothing was begun.");
    }
    return new Planning.Feasible(plan);
  }
}
