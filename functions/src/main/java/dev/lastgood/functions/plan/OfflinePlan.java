package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Alarm;
import dev.lastgood.functions.config.Mode;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.plan.Difference.Kind;
import dev.lastgood.functions.point.DescribedGroup;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.LaunchNames;
import dev.lastgood.functions.point.Owner;
import dev.lastgood.functions.point.Reading;
import dev.lastgood.functions.point.Running;
import dev.lastgood.functions.point.UserData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What would be done to bring a group back, worked out from two descriptions of it alone: by the
 * planner that recoveries use, with nobody's deadline.
 *
 * @param differences how the live group differs from the good one
 * @param actions what would be done, one after the other
 * @param notRestorable what cannot be restored from this input, and why
 * @param fellShort whether a relevant difference would remain
 * @param owner who else sets the group, and what that means, in a sentence
 */
public record OfflinePlan(
    List<Difference> differences,
    List<Action> actions,
    List<String> notRestorable,
    boolean fellShort,
    Optional<String> owner) {
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
    List<Difference> differences = new ArrayList<>(Differences.between(good.body(), live.body()));
    List<String> notRestorable = new ArrayList<>();
    good.unknown().forEach(sentence -> notRestorable.add("In the good group: " + sentence));
    live.unknown().forEach(sentence -> notRestorable.add("In the live group: " + sentence));
    otherGroup(good, live).ifPresent(notRestorable::add);
    fleet(good, live, differences).ifPresent(differences::add);
    boolean relevant = differences.stream().anyMatch(Difference::isRelevant);
    List<Action> actions = List.of();
    boolean fellShort = false;
    switch (planning(good, live)) {
      case Planning.Feasible feasible -> {
        List<Action> planned =
            feasible.plan().targets().flatMap(it -> it.actions().stream()).toList();
        // To replace instances by nobody knows what would be worse than to leave them.
        actions =
            good.isResolved()
                ? planned
                : planned.stream().filter(action -> !action.replacesInstances()).toList();
        if (actions.size() < planned.size()) {
          fellShort = relevant;
          notRestorable.add(
              "What the group launched when it was good cannot be told from this input, so no"
                  + " instance is replaced.");
        } else if (actions.stream().anyMatch(Action::replacesInstances)) {
          pinned(good.body().launchNames()).ifPresent(notRestorable::add);
        }
      }
      case Planning.TooLate late -> notRestorable.add(late.because());
      case Planning.Well well -> notRestorable.add(well.because());
      case Planning.Pointless pointless -> {
        fellShort = relevant;
        if (fellShort || elsewhere(good, live).isPresent()) {
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
    for (Difference difference : notModelled(good.notModelled(), live.notModelled())) {
      differences.add(difference);
      notRestorable.add(
          difference.field() + ": this version does not know it, so no recovery restores it.");
    }
    notRestorable.add(
        "Lifecycle hooks, scaling policies, scheduled actions, notifications and an instance refresh"
            + " under way are not in this input, nor the data of templates and launch"
            + " configurations: they are not compared.");
    return new OfflinePlan(
        differences, actions, notRestorable, fellShort, live.owner().map(Owner::says));
  }

  private static Planning planning(DescribedGroup good, DescribedGroup live) {
    Target target =
        new Target(
            live.body().groupName(),
            live.body().groupName(),
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
            new GroupSituation(
                target, new Reading.Group(live.body(), UserData.NONE), goal(good, live))),
        Dependencies.of(List.of()),
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(Integer.MAX_VALUE));
  }

  private static Goal<GroupBody> goal(DescribedGroup good, DescribedGroup live) {
    if (live.status().isPresent()) {
      return new Goal.None<>(
          "It is being deleted (" + live.status().get() + "): nothing keeps it from that.");
    }
    Optional<String> elsewhere = elsewhere(good, live);
    if (elsewhere.isPresent()) {
      return new Goal.None<>(elsewhere.get());
    }
    if (isNameless(good.body()) || isNameless(live.body())) {
      return new Goal.None<>("What it launches from is not in this input.");
    }
    return new Goal.Known<>(good.body());
  }

  private static boolean isNameless(GroupBody body) {
    return body.launchNames().templates().isEmpty()
        && body.launchNames().launchConfigurationName().isEmpty();
  }

  /** What instances run is a difference of its own where the group's settings do not show it. */
  private static Optional<Difference> fleet(
      DescribedGroup good, DescribedGroup live, List<Difference> found) {
    if (live.status().isPresent()) {
      return Optional.of(new Difference("status", "none", live.status().get(), Kind.CAPACITY));
    }
    boolean shown =
        live.isResolved() && found.stream().anyMatch(each -> each.kind() == Kind.LAUNCH);
    boolean strays =
        good.isResolved()
            && live.body().fleet().instances().stream()
                .filter(Fleet.Instance::inService)
                .anyMatch(
                    instance -> !Running.matches(instance, good.body(), Running.of(live.body())));
    return strays && !shown
        ? Optional.of(
            new Difference(
                "instancesInService",
                running(good.body().fleet()),
                running(live.body().fleet()),
                Kind.LAUNCH))
        : Optional.empty();
  }

  private static String running(Fleet fleet) {
    SortedMap<String, Integer> numbers = new TreeMap<>();
    fleet.instances().stream()
        .filter(Fleet.Instance::inService)
        .forEach(instance -> numbers.merge(launched(instance), 1, Integer::sum));
    return numbers.isEmpty()
        ? Comparison.NONE
        : String.join(
            ", ",
            numbers.entrySet().stream()
                .map(entry -> entry.getValue() + " of " + entry.getKey())
                .toList());
  }

  private static String launched(Fleet.Instance instance) {
    if (!instance.launchTemplateId().isEmpty()) {
      return instance.launchTemplateId() + ":" + instance.launchTemplateVersion();
    }
    return instance.launchConfigurationName().isEmpty()
        ? "an unknown source"
        : instance.launchConfigurationName();
  }

  /** A refresh names numbers: a group that followed the newest version does not any more. */
  private static Optional<String> pinned(LaunchNames names) {
    List<String> pinned =
        names.templates().stream()
            .filter(named -> named.declaredVersion().startsWith("$"))
            .map(
                named ->
                    named.declaredVersion()
                        + " of "
                        + named.launchTemplateId()
                        + ", and names the number "
                        + named.version()
                        + " afterwards")
            .distinct()
            .toList();
    return pinned.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The group followed "
                + String.join("; ", pinned)
                + ": set it to follow again once what went bad is mended.");
  }

  /** Groups of one name are not always one group. */
  private static Optional<String> otherGroup(DescribedGroup good, DescribedGroup live) {
    if (good.arn().isEmpty()
        || live.arn().isEmpty()
        || good.arn().equals(live.arn())
        || elsewhere(good, live).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        good.body().groupName().equals(live.body().groupName())
            ? "The live group was made anew after the good one was described: its ARN is another."
            : "These are two groups, "
                + good.body().groupName()
                + " and "
                + live.body().groupName()
                + ".");
  }

  /** See "Amazon Resource Names" in the AWS General Reference: Region and account. */
  private static Optional<String> elsewhere(DescribedGroup good, DescribedGroup live) {
    String[] before = good.arn().split(":");
    String[] now = live.arn().split(":");
    return before.length < 5
            || now.length < 5
            || before[3].equals(now[3]) && before[4].equals(now[4])
        ? Optional.empty()
        : Optional.of(
            "The good group is of account %s in %s, the live one of account %s in %s: what one"
                    .formatted(before[4], before[3], now[4], now[3])
                + " launches from is not there for the other.");
  }

  private static List<Difference> notModelled(
      SortedMap<String, String> good, SortedMap<String, String> live) {
    Comparison found = new Comparison();
    for (String path : Comparison.names(good, live)) {
      found.add(
          Comparison.field(path),
          good.getOrDefault(path, Comparison.NONE),
          live.getOrDefault(path, Comparison.NONE),
          Kind.OTHER);
    }
    return found.differences();
  }

  /**
   * The calls that an action makes, in their order, as far as these two descriptions tell.
   *
   * @param action one of the actions
   * @param good the group as it was when it was good
   * @param live the same group as it is
   * @return each call with what it sets
   */
  public List<String> calls(Action action, GroupBody good, GroupBody live) {
    return ActionCalls.of(
        (Action.OnGroup) action,
        good,
        live,
        action.equals(actions.getFirst()),
        action.equals(actions.getLast()));
  }
}
