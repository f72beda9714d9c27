package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.HeldInstances;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.plan.Difference.Kind;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Weighs what is done to a group. */
final class GroupWeighing {
  private GroupWeighing() {}

  /**
   * Weighs one group.
   *
   * @param situation all that is known of it
   * @param secondsLeft what its actions may take
   */
  static Weighing of(GroupSituation situation, long secondsLeft) {
    GroupBody goal;
    switch (situation.goal()) {
      case Goal.None<GroupBody> none -> {
        return new Weighing.Leave(none.because());
      }
      case Goal.Known<GroupBody> known ->
          goal = known.body().withCapacityOfAtLeast(situation.history().capacityBeforeRequests());
    }
    return switch (situation.live()) {
      case Reading.Unreadable unreadable -> new Weighing.Leave(unreadable.because());
      case Reading.Group captured -> of(situation, goal, captured.body(), secondsLeft);
    };
  }

  private static Weighing of(
      GroupSituation situation, GroupBody goal, GroupBody live, long secondsLeft) {
    Target target = situation.target();
    List<Difference> differences = differences(situation, goal, live);
    boolean launch = differences.stream().anyMatch(found -> found.kind() == Kind.LAUNCH);
    List<Fleet.Instance> strays =
        live.fleet().instances().stream()
            .filter(Fleet.Instance::inService)
            .filter(instance -> !Running.matches(instance, goal, Running.of(live)))
            .toList();
    if (strays.isEmpty()
        && !isShort(situation, live)
        && differences.stream().noneMatch(Difference::isRelevant)) {
      return new Weighing.Leave(
          "It has not changed since its good point of "
              + goal.capturedAt()
              + " in anything that could raise an alarm; going back to it cannot help.");
    }
    Optional<String> obstacle =
        onRollout(situation, goal, launch)
            .or(() -> Reach.obstacle(differences))
            .or(
                () ->
                    replaces(situation.rollout(), launch || !strays.isEmpty())
                        ? held(target, live, goal)
                        : Optional.empty());
    if (obstacle.isPresent()) {
      return new Weighing.Leave(obstacle.get());
    }
    Ways ways = new Ways(situation, goal, live, differences, strays);
    Capacity capacity = Capacity.of(goal, live, differences, situation.history());
    Choice choice = Choice.of(ways.all(), secondsLeft);
    if (choice.way().isEmpty()) {
      return new Weighing.Leave(
          String.join(
              " ",
              choice.considered().stream().map(way -> way.way() + ": " + way.because()).toList()));
    }
    Way way = choice.way().get();
    if (way.launches() > 0 && capacity.obstacle().isPresent()) {
      return new Weighing.Leave(capacity.obstacle().get());
    }
    List<Considered> considered = new ArrayList<>(choice.considered());
    considered.addAll(capacity.avoided());
    return new Weighing.Change(
        new GroupPlan(
            target.id(),
            live.groupName(),
            goal.withoutInstances(),
            live.withoutInstances(),
            differences,
            way.actions(),
            considered));
  }

  /** What differs and counts: not what is owed, nor what merging explains. */
  private static List<Difference> differences(
      GroupSituation situation, GroupBody goal, GroupBody live) {
    List<Difference> differences = new ArrayList<>();
    for (Difference difference : Differences.between(goal, live)) {
      if (situation.owed().isEmpty() || !Merge.explains(difference, goal, live, situation.owed())) {
        differences.add(difference);
      }
    }
    int good = goal.fleet().desiredCapacity();
    int desired = live.fleet().desiredCapacity();
    boolean wasShrunk = desired < situation.history().capacityBeforeRequests();
    if (wasShrunk
        && differences.stream().noneMatch(found -> found.field().equals("desiredCapacity"))) {
      // Scaling in is the group's own business; that somebody took instances away is not.
      differences.add(new Difference("desiredCapacity", "" + good, "" + desired, Kind.CAPACITY));
    }
    return List.copyOf(differences);
  }

  /** Whether instances are missing although the group wants them. */
  private static boolean isShort(GroupSituation situation, GroupBody live) {
    return situation.history().capacityBeforeRequests() > 0
        && live.fleet().capacityInService() < live.fleet().desiredCapacity();
  }

  /** A rollout that leads to where a recovery would lead, or that must not be touched. */
  private static Optional<String> onRollout(
      GroupSituation situation, GroupBody goal, boolean launch) {
    if (situation.rollout().isEmpty()) {
      return Optional.empty();
    }
    Rollout rollout = situation.rollout().get();
    boolean leadsToGoal =
        goal.launchNames()
            .base()
            .filter(base -> base.launchTemplateId().equals(rollout.launchTemplateId()))
            .filter(base -> base.version().equals(rollout.launchTemplateVersion()))
            .isPresent();
    return switch (rollout.state()) {
      case FORWARD ->
          leadsToGoal
              ? Optional.of(
                  "An instance refresh to its good point, which is not ours, is under way; it is not"
                      + " interfered with.")
              : Optional.empty();
      case ROLLING_BACK ->
          launch
              ? Optional.of(
                  "An instance refresh is being rolled back, and not to its good point; it is not"
                      + " interfered with.")
              : Optional.empty();
      case CANCELLING -> Optional.empty();
    };
  }

  /** What AWS rolls back by itself, it replaces by itself. */
  private static boolean replaces(Optional<Rollout> rollout, boolean differs) {
    return rollout
        .map(
            underWay ->
                switch (underWay.state()) {
                  case FORWARD, CANCELLING -> true;
                  case ROLLING_BACK -> false;
                })
        .orElse(differs);
  }

  /** Instances that somebody keeps out of a replacement's way, and the target's policy for them. */
  private static Optional<String> held(Target target, GroupBody live, GroupBody goal) {
    boolean someProtected =
        live.fleet().instances().stream().anyMatch(Fleet.Instance::protectedFromScaleIn);
    if (someProtected && target.protectedInstances() == HeldInstances.ASK) {
      return Optional.of(
          "Its instances would have to be replaced, and some are protected from scale-in: a person"
              + " decides about those.");
    }
    boolean someOnStandby =
        live.fleet().instances().stream()
            .anyMatch(
                instance ->
                    instance.onStandby() && !Running.matches(instance, goal, Running.of(live)));
    return someOnStandby && target.standbyInstances() == HeldInstances.ASK
        ? Optional.of(
            "Its instances would have to be replaced, and some are on standby: a person decides"
                + " about those.")
        : Optional.empty();
  }
}
