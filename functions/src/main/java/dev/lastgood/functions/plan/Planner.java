package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.plan.Difference.Kind;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.LaunchSource;
import dev.lastgood.functions.point.LaunchUpdate;
import dev.lastgood.functions.point.PointBody;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes plans; has no effects. */
public final class Planner {
  /**
   * Long enough for the group to see a new instance's first checks, short enough for a deadline.
   */
  private static final int INSTANCE_WARMUP_SECONDS = 15;

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
      List<Situation> situations,
      Dependencies dependencies,
      Instant now,
      Instant deadline) {
    Map<String, String> leftAlone = new TreeMap<>();
    List<TargetPlan> targetPlans = new ArrayList<>();
    int verificationSeconds = 0;
    for (Situation situation : situations) {
      switch (weigh(situation)) {
        case Weighing.Change change -> {
          targetPlans.add(change.plan());
          verificationSeconds =
              Math.max(verificationSeconds, verificationSeconds(situation.target()));
        }
        case Weighing.Leave leave -> leftAlone.put(situation.target().id(), leave.because());
      }
    }
    if (targetPlans.isEmpty()) {
      List<String> sentences = new ArrayList<>();
      leftAlone.forEach((targetId, because) -> sentences.add(targetId + ": " + because));
      return new Planning.Pointless(String.join(" ", sentences));
    }
    return fit(
        new Plan(
            incidentId,
            deadline,
            false,
            dependencies.waves(targetPlans),
            verificationSeconds,
            leftAlone),
        now,
        deadline);
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
      List<Situation> situations,
      Dependencies dependencies,
      Instant now,
      Instant deadline) {
    Map<String, String> leftAlone = new TreeMap<>();
    List<TargetPlan> targetPlans = new ArrayList<>();
    for (Situation situation : situations) {
      String targetId = situation.target().id();
      switch (weigh(situation)) {
        case Weighing.Leave leave -> leftAlone.put(targetId, leave.because());
        case Weighing.Change change -> {
          boolean replaces = change.plan().actions().stream().anyMatch(Action::replacesInstances);
          if (replaces && !fewerAreWell(situation)) {
            leftAlone.put(
                targetId,
                "Undoing would replace instances although no fewer are well than before: it stays.");
          } else {
            targetPlans.add(change.plan());
          }
        }
      }
    }
    if (targetPlans.isEmpty()) {
      return new Planning.Pointless("There is nothing to undo: " + leftAlone);
    }
    return fit(
        new Plan(
            incidentId, deadline, true, dependencies.waves(targetPlans).reversed(), 0, leftAlone),
        now,
        deadline);
  }

  /**
   * The time that undoing a plan would take, which a verification must leave.
   *
   * @param plan the plan
   * @return seconds; 0 for a plan that would not be undone
   */
  public static int undoSeconds(Plan plan) {
    return plan.replacesInstances() ? 0 : Forecast.settings(false, 0);
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

  private sealed interface Weighing {
    record Change(TargetPlan plan) implements Weighing {}

    record Leave(String because) implements Weighing {}
  }

  private static Weighing weigh(Situation situation) {
    if (situation.rolloutUnderWay()) {
      return new Weighing.Leave(
          "An instance refresh that is not ours is under way; it is not interfered with.");
    }
    PointBody goal;
    switch (situation.goal()) {
      case Situation.Goal.None none -> {
        return new Weighing.Leave(none.because());
      }
      case Situation.Goal.Known known -> goal = known.body();
    }
    return switch (situation.live()) {
      case Reading.Unreadable unreadable -> new Weighing.Leave(unreadable.because());
      case Reading.Captured captured -> weigh(situation.target(), goal, captured.body());
    };
  }

  private static Weighing weigh(Target target, PointBody goal, PointBody live) {
    List<Difference> differences = Differences.between(goal, live);
    boolean launch = differences.stream().anyMatch(found -> found.kind() == Kind.LAUNCH);
    boolean strayInstances =
        live.fleet().instances().stream()
            .filter(Fleet.Instance::inService)
            .anyMatch(instance -> !Running.matches(instance, goal, Running.of(live)));
    boolean settings = differences.stream().anyMatch(Reach::isSetting);
    if (!strayInstances && differences.stream().noneMatch(Difference::isRelevant)) {
      return new Weighing.Leave(
          "It has not changed since its good point of "
              + goal.capturedAt()
              + " in anything that could raise an alarm; going back to it cannot help.");
    }
    boolean replace = launch || strayInstances;
    Optional<String> obstacle = Reach.obstacle(differences);
    if (obstacle.isPresent()) {
      return new Weighing.Leave(obstacle.get());
    }
    if (replace
        && live.fleet().instances().stream().anyMatch(Fleet.Instance::protectedFromScaleIn)) {
      return new Weighing.Leave(
          "Its instances would have to be replaced, and some are protected from scale-in: a person"
              + " decides about those.");
    }
    List<Action> actions = new ArrayList<>();
    if (settings) {
      actions.add(restoreSettings(target, goal, live, differences));
    }
    if (replace) {
      actions.add(refresh(target, goal, live));
    }
    return new Weighing.Change(
        new TargetPlan(
            target.id(), live.groupName(), goal.withoutInstances(), differences, actions));
  }

  private static Action restoreSettings(
      Target target, PointBody goal, PointBody live, List<Difference> differences) {
    int desired = Math.max(goal.fleet().desiredCapacity(), live.fleet().desiredCapacity());
    boolean launches = desired > live.fleet().capacityInService();
    List<String> fields =
        differences.stream()
            .filter(Reach::isSetting)
            .map(found -> found.field() + " " + found.live() + " to " + found.point())
            .toList();
    return new Action.RestoreSettings(
        "Set " + String.join(", ", fields) + ".",
        Forecast.settings(launches, target.startupSeconds()));
  }

  /**
   * A refresh names what it goes to where it can, which is one call and leaves no moment between.
   */
  private static Action refresh(Target target, PointBody goal, PointBody live) {
    int forecastSeconds = Forecast.refresh(target.startupSeconds());
    String replace =
        "Replace " + live.fleet().inService() + " instances by an instance refresh from ";
    if (goal.configuration().launch() instanceof LaunchSource.Template wanted
        && live.configuration().launch() instanceof LaunchSource.Template) {
      String templateId = wanted.template().id();
      return new Action.RefreshToPoint(
          replace
              + "version "
              + live.launchTemplateVersion()
              + " to version "
              + goal.launchTemplateVersion()
              + " of "
              + templateId
              + ", new ones first.",
          forecastSeconds,
          templateId,
          goal.launchTemplateVersion(),
          INSTANCE_WARMUP_SECONDS);
    }
    boolean byRequirements =
        goal.configuration().launch() instanceof LaunchSource.MixedInstances mixed
            && mixed.hasInstanceRequirements();
    return new Action.UpdateAndRefresh(
        replace
            + LaunchUpdate.of(live).says()
            + " to "
            + LaunchUpdate.of(goal).says()
            + ", new ones first.",
        forecastSeconds,
        INSTANCE_WARMUP_SECONDS,
        !byRequirements);
  }

  private static boolean fewerAreWell(Situation situation) {
    return situation.goal() instanceof Situation.Goal.Known known
        && situation.live() instanceof Reading.Captured captured
        && captured.body().fleet().healthyInService() < known.body().fleet().healthyInService();
  }

  private static int verificationSeconds(Target target) {
    return target.clearingSeconds() + target.stabilityWindowSeconds();
  }

  private static Planning fit(Plan plan, Instant now, Instant deadline) {
    long secondsLeft = Duration.between(now, lastInstant(deadline)).toSeconds();
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
