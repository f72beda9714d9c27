package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.HeldInstances;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.plan.Difference.Kind;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.GroupBody;
import dev.lastgood.functions.point.LaunchSource;
import dev.lastgood.functions.point.LaunchUpdate;
import java.util.List;
import java.util.stream.Stream;

/** All ways in which one target could be brought back, and those that seem to be some. */
final class Ways {
  /** Below this share, AWS's own default, a refresh may wait instead of replacing. */
  private static final int HEALTHY_PERCENTAGE = 90;

  private final Target target;
  private final GroupSituation situation;
  private final GroupBody goal;
  private final GroupBody live;
  private final List<Difference> differences;
  private final List<Fleet.Instance> strays;
  private final Forecast forecast;

  Ways(
      GroupSituation situation,
      GroupBody goal,
      GroupBody live,
      List<Difference> differences,
      List<Fleet.Instance> strays) {
    this.target = situation.target();
    this.situation = situation;
    this.goal = goal;
    this.live = live;
    this.differences = differences;
    this.strays = strays;
    this.forecast = Forecast.of(target, situation.history());
  }

  List<Way> all() {
    if (situation.rollout().isPresent()) {
      Rollout rollout = situation.rollout().get();
      return switch (rollout.state()) {
        case ROLLING_BACK -> List.of(awaitRollback(rollout));
        case FORWARD -> List.of(rollBack(rollout), cancelAndRefresh(rollout), settingsAlone());
        case CANCELLING -> List.of(cancelAndRefresh(rollout), settingsAlone());
      };
    }
    return replaces()
        ? List.of(refreshAlone(), replaceUnhealthyFirst(), settingsAlone(), rollBackNothing())
        : List.of(settingsAlone());
  }

  private boolean replaces() {
    return !strays.isEmpty() || differs(Kind.LAUNCH);
  }

  private boolean differs(Kind kind) {
    return differences.stream().anyMatch(found -> found.kind() == kind);
  }

  /** Its settings are put right first: what is launched afterwards counts on them. */
  private List<Action> settings() {
    return differences.stream().anyMatch(Reach::isSetting) || !replaces()
        ? List.of(restoreSettings())
        : List.of();
  }

  private List<Action> recreation() {
    List<String> deleted =
        situation.goal() instanceof Goal.Known<GroupBody> known ? known.deleted() : List.of();
    if (deleted.isEmpty()) {
      return List.of();
    }
    List<String> versions =
        goal.launchNames().templates().stream()
            .filter(named -> deleted.contains(named.place()))
            .map(named -> "version " + named.version() + " of " + named.launchTemplateId())
            .distinct()
            .toList();
    return List.of(
        new Action.RecreateVersions(
            "Make "
                + String.join(" and ", versions)
                + " again from the recovery point's data: it was deleted, or launches something else"
                + " now.",
            forecast.recreate() * versions.size(),
            deleted));
  }

  private Way settingsAlone() {
    String says = "Restore the settings alone";
    if (replaces()) {
      return Way.impossible(
          says,
          strays.isEmpty()
              ? "The group would go on launching what went bad."
              : strays.size() + " instances in service would go on running what went bad.");
    }
    if (situation.rollout().isPresent()) {
      return Way.impossible(says, "The rollout under way would go on.");
    }
    int desired = Math.max(goal.fleet().desiredCapacity(), live.fleet().desiredCapacity());
    return Way.of(
        says, List.of(restoreSettings()), Math.max(0, desired - live.fleet().capacityInService()));
  }

  private Way rollBackNothing() {
    return Way.impossible(
        "Roll an instance refresh back", "AWS rolls back only one that is under way.");
  }

  private Way refreshAlone() {
    String says = "Refresh to the good point";
    if (isBelowHealthyPercentage()) {
      return Way.impossible(
          says,
          "Only "
              + servingCapacity()
              + " of "
              + live.fleet().desiredCapacity()
              + " are healthy and serve: an instance refresh may wait for more before it replaces any.");
    }
    return Way.of(
        says, inOrder(Stream.of(settings(), recreation(), List.of(refresh()))), toReplace());
  }

  private Way replaceUnhealthyFirst() {
    String says = "Update the group, and replace the unhealthy first";
    if (!isBelowHealthyPercentage()) {
      return Way.impossible(
          says, "The fleet is healthy enough for an instance refresh, which loses no capacity.");
    }
    long unhealthy = strays.stream().filter(stray -> !serves(stray)).count();
    Action replaceUnhealthy =
        new Action.ReplaceUnhealthy(
            "Launch from "
                + LaunchUpdate.of(goal).says()
                + " from now on, and replace "
                + unhealthy
                + " unhealthy instances at once.",
            forecast.replaceUnhealthy());
    return Way.of(
        says,
        inOrder(
            Stream.of(
                settings(),
                recreation(),
                List.of(replaceUnhealthy, refreshOf(strays.size() > unhealthy)))),
        toReplace());
  }

  private Way awaitRollback(Rollout rollout) {
    return Way.of(
        "Wait for the rollback under way",
        inOrder(
            Stream.of(
                List.of(
                    new Action.AwaitRollback(
                        "Wait for the rollback of instance refresh "
                            + rollout.refreshId()
                            + ", which is under way already.",
                        forecast.rollBack(rollout, live.fleet().desiredCapacity(), strays.size()),
                        rollout.refreshId())),
                differences.stream().anyMatch(Reach::isSetting)
                    ? List.of(restoreSettings())
                    : List.of())),
        0);
  }

  private Way rollBack(Rollout rollout) {
    String says = "Roll back the instance refresh under way";
    if (!rollout.reversible()) {
      return Way.impossible(
          says,
          "AWS can roll back only a refresh that names a numbered version and an image by its id.");
    }
    if (differs(Kind.LAUNCH)) {
      return Way.impossible(
          says, "It would lead to what the group launches from now, which is not the good point.");
    }
    if (rollout.minHealthyPercentage() < RefreshPreferences.FASTEST.minHealthyPercentage()) {
      return Way.impossible(
          says,
          "It would go on as it was told to, and take "
              + (100 - rollout.minHealthyPercentage())
              + " % of the capacity away at a time.");
    }
    return Way.of(
        says,
        inOrder(
            Stream.of(
                List.of(
                    new Action.RollBackRefresh(
                        "Roll back instance refresh "
                            + rollout.refreshId()
                            + ", which is under way, to "
                            + LaunchUpdate.of(goal).says()
                            + ".",
                        forecast.rollBack(rollout, live.fleet().desiredCapacity(), strays.size()),
                        rollout.refreshId())),
                differences.stream().anyMatch(Reach::isSetting)
                    ? List.of(restoreSettings())
                    : List.of())),
        toReplace());
  }

  private Way cancelAndRefresh(Rollout rollout) {
    return Way.of(
        "Cancel the instance refresh under way, then refresh to the good point",
        inOrder(
            Stream.of(
                List.of(
                    new Action.CancelRefresh(
                        "Cancel instance refresh " + rollout.refreshId() + ", which is under way.",
                        forecast.cancel(),
                        rollout.refreshId())),
                settings(),
                recreation(),
                List.of(refresh()))),
        toReplace());
  }

  /** What runs the point's data already is kept, where a refresh may keep anything. */
  private int toReplace() {
    return byRequirements() ? live.fleet().inService() : strays.size();
  }

  private boolean isBelowHealthyPercentage() {
    return servingCapacity() * 100 < HEALTHY_PERCENTAGE * live.fleet().desiredCapacity();
  }

  /** Auto Scaling calls an instance healthy through its whole grace period. */
  private int servingCapacity() {
    return live.fleet().capacityOf(instance -> serves(instance));
  }

  private boolean serves(Fleet.Instance instance) {
    return instance.isHealthyInService() && !situation.notServing().contains(instance.instanceId());
  }

  private Action restoreSettings() {
    int desired = Math.max(goal.fleet().desiredCapacity(), live.fleet().desiredCapacity());
    boolean launches = desired > live.fleet().capacityInService();
    List<String> fields =
        differences.stream()
            .filter(Reach::isSetting)
            .map(found -> found.field() + " " + found.live() + " to " + found.point())
            .toList();
    return new Action.RestoreSettings(
        fields.isEmpty()
            ? "See that the group has " + desired + " instances in service again."
            : "Set " + String.join(", ", fields) + ".",
        forecast.settings(launches));
  }

  /**
   * A refresh names what it goes to where it can, which is one call and leaves no moment between.
   */
  private Action refresh() {
    return refreshOf(true);
  }

  /** Where nothing is likely to be left for it, it looks and is done. */
  private Action refreshOf(boolean someLeft) {
    int forecastSeconds = someLeft ? forecast.refresh() : Forecast.SETTINGS_SECONDS;
    RefreshPreferences preferences =
        RefreshPreferences.FASTEST.withHeld(
            target.protectedInstances() == HeldInstances.REPLACE,
            target.standbyInstances() == HeldInstances.REPLACE);
    if (goal.configuration().launch() instanceof LaunchSource.Template wanted
        && live.configuration().launch() instanceof LaunchSource.Template now) {
      String templateId = wanted.template().id();
      String from = "version " + live.launchTemplateVersion();
      return new Action.RefreshToPoint(
          replacement(
              now.template().id().equals(templateId) ? from : from + " of " + now.template().id(),
              "version " + goal.launchTemplateVersion() + " of " + templateId),
          forecastSeconds,
          templateId,
          goal.launchTemplateVersion(),
          preferences);
    }
    return new Action.UpdateAndRefresh(
        replacement(LaunchUpdate.of(live).says(), LaunchUpdate.of(goal).says()),
        forecastSeconds,
        byRequirements() ? preferences.withoutSkipMatching() : preferences);
  }

  /** Where the group launches what is good already, some instances run something else. */
  private String replacement(String from, String to) {
    int instances = toReplace();
    boolean launchesGood = !differs(Kind.LAUNCH);
    String what =
        switch (instances) {
          case 0 -> "what it launches until then";
          case 1 -> "1 instance" + (launchesGood ? ", which runs something else," : "");
          default -> instances + " instances" + (launchesGood ? ", which run something else," : "");
        };
    return "Replace "
        + what
        + " by an instance refresh "
        + (launchesGood || from.equals(to) ? "" : "from " + from + " ")
        + "to "
        + to
        + (!launchesGood && from.equals(to) ? " with the good point's overrides" : "")
        + ", new ones first.";
  }

  private boolean byRequirements() {
    return goal.configuration().launch() instanceof LaunchSource.MixedInstances mixed
        && mixed.hasInstanceRequirements();
  }

  private static List<Action> inOrder(Stream<List<Action>> parts) {
    return parts.flatMap(List::stream).toList();
  }
}
