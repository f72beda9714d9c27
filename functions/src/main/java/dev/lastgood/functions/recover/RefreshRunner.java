package dev.lastgood.functions.recover;

import dev.lastgood.functions.handler.Platform;
import dev.lastgood.functions.ledger.Chain;
import dev.lastgood.functions.ledger.Entry;
import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.functions.ledger.Ledger;
import dev.lastgood.functions.ledger.Obligation;
import dev.lastgood.functions.plan.Action;
import dev.lastgood.functions.point.Fleet;
import dev.lastgood.functions.point.GroupReader;
import dev.lastgood.functions.point.LaunchUpdate;
import dev.lastgood.functions.point.Running;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshInProgressException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;

/** Runs {@link Action.Refresh}. */
final class RefreshRunner {
  private static final String OPERATION = "StartInstanceRefresh";
  private static final String CANCEL = "CancelInstanceRefresh";

  /** A clock of ours and AWS's may differ by this much when a refresh is looked for by time. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  private static final String REFRESH_ID = "instanceRefreshId";

  private final AutoScalingClient autoScaling;
  private final GroupReader groups;
  private final GroupChanges changes;
  private final Mutations mutations;
  private final Ledger ledger;
  private final InstantSource clock;

  RefreshRunner(Platform platform, GroupChanges changes, Mutations mutations) {
    this.autoScaling = platform.client(AutoScalingClient.class);
    this.groups = new GroupReader(platform);
    this.changes = changes;
    this.mutations = mutations;
    this.ledger = new Ledger(platform);
    this.clock = platform.clock();
  }

  Progress start(GroupStep step, Action.Refresh action) {
    Chain known = step.chain();
    if (RefreshWatch.isOwed(step)) {
      // An attempt before this one may have started it, and not lived to write down which it is.
      switch (observe(step, action)) {
        case Progress.Running running -> {
          return running;
        }
        case Progress.Done done -> {
          return done;
        }
        case Progress.Stale stale -> {
          return stale;
        }
        case Progress.Failed failed -> {
          if (refreshId(step).isPresent()) {
            return failed;
          }
          known = failed.chain();
        }
      }
    }
    if (groups.activeRefresh(step.groupName()).isPresent()) {
      return new Progress.Failed(
          known, "An instance refresh that is not ours is under way; it is not interfered with.");
    }
    Optional<AutoScalingGroup> group = groups.group(step.groupName());
    if (group.isEmpty()) {
      return new Progress.Failed(known, "The group does not exist any more.");
    }
    if (runsGoal(step, group.get())) {
      return new Progress.Done(
          known, "Every instance runs " + LaunchUpdate.of(step.goal()).says() + " already.");
    }
    known = changes.freezeSchedules(step.with(known), group.get());
    known = changes.raiseMinimum(step.with(known), group.get());
    if (action instanceof Action.UpdateAndRefresh) {
      known = changes.launchFromGoal(step.with(known), group.get());
    }
    Instant intendedAt = clock.instant();
    try {
      known =
          mutations.change(
              step.with(known),
              new Mutations.Change(
                  OPERATION, action.says(), List.of(RefreshWatch.owedBy("refresh", step))),
              () -> Map.of(REFRESH_ID, startOrFind(step, action, intendedAt)));
    } catch (InstanceRefreshInProgressException anothers) {
      return new Progress.Failed(
          ledger.read(known.incidentId()), "Another instance refresh began before ours could.");
    }
    return new Progress.Running(known, "The instance refresh has started.");
  }

  /**
   * Whether there is nothing left to replace, as after the unhealthy have been: a refresh would
   * only wait for the newest to be warm.
   */
  private static boolean runsGoal(GroupStep step, AutoScalingGroup group) {
    return LaunchUpdate.of(step.goal()).isSetOn(group)
        && Fleet.of(group).instances().stream()
            .filter(instance -> !instance.terminating())
            .allMatch(instance -> Running.matches(instance, step.goal(), Running.of(step.goal())));
  }

  /**
   * Starts the refresh. Where the answer to a start is lost, the SDK's own retry is refused because
   * of the refresh that the first try began: that one is ours, and is found.
   */
  private String startOrFind(GroupStep step, Action.Refresh action, Instant intendedAt) {
    try {
      return autoScaling.startInstanceRefresh(RefreshRequest.of(step, action)).instanceRefreshId();
    } catch (InstanceRefreshInProgressException inProgress) {
      return find(step, action, intendedAt).orElseThrow(() -> inProgress);
    }
  }

  Progress observe(GroupStep step, Action.Refresh action) {
    Optional<String> refreshId = refreshId(step);
    if (refreshId.isEmpty()) {
      return adopt(step, action);
    }
    Optional<InstanceRefresh> found = groups.refresh(step.groupName(), refreshId.get());
    if (found.isEmpty()) {
      return new Progress.Failed(
          step.chain(), "AWS does not know the instance refresh " + refreshId.get() + ".");
    }
    InstanceRefresh refresh = found.get();
    return switch (refresh.status()) {
      case PENDING, IN_PROGRESS, CANCELLING, ROLLBACK_IN_PROGRESS, BAKING ->
          new Progress.Running(
              cancelledIfHopeless(step, refresh),
              "The instance refresh is "
                  + refresh.statusAsString()
                  + ", "
                  + Optional.ofNullable(refresh.percentageComplete()).orElse(0)
                  + " %.");
      case SUCCESSFUL ->
          new Progress.Done(
              RefreshWatch.met(ledger, step, "The instance refresh is over."),
              "The instance refresh succeeded.");
      case FAILED, CANCELLED, ROLLBACK_FAILED, ROLLBACK_SUCCESSFUL, UNKNOWN_TO_SDK_VERSION ->
          new Progress.Failed(
              RefreshWatch.met(ledger, step, "It is " + refresh.statusAsString() + "."),
              cancelledBecause(step)
                  .orElseGet(
                      () ->
                          "The instance refresh is "
                              + refresh.statusAsString()
                              + ": "
                              + Optional.ofNullable(refresh.statusReason())
                                  .orElse("no reason was given")
                              + "."));
    };
  }

  /**
   * A refresh that will come to nothing is cancelled, so that a person is told early; where it has
   * replaced some, it goes on as long as there is time: nothing is left mixed.
   */
  private Chain cancelledIfHopeless(GroupStep step, InstanceRefresh refresh) {
    boolean begun = Optional.ofNullable(refresh.percentageComplete()).orElse(0) > 0;
    if (begun || refresh.status() != InstanceRefreshStatus.IN_PROGRESS) {
      return step.chain();
    }
    Optional<String> because =
        Hopeless.because(
            groups.newestActivities(step.groupName()), refresh.startTime(), clock.instant());
    if (because.isEmpty()) {
      return step.chain();
    }
    // It is our own that is taken back, whatever anybody has switched off meanwhile.
    return mutations.takeBack(
        step.chain(),
        step.lease(),
        step.invocation(),
        new Mutations.Change(CANCEL, because.get(), List.of()),
        () -> {
          autoScaling.cancelInstanceRefresh(
              request ->
                  request
                      .autoScalingGroupName(step.groupName())
                      .waitForTransitioningInstances(false));
          return Map.of();
        });
  }

  /** Why ours was cancelled, where it was us who did it under this attempt's plan. */
  private static Optional<String> cancelledBecause(GroupStep step) {
    return step.chain().entries().stream()
        .map(Entry::fact)
        .filter(fact -> fact instanceof Fact.Intent)
        .map(Fact.Intent.class::cast)
        .filter(call -> call.targetId().equals(step.target().id()))
        .reduce((before, after) -> after)
        .filter(call -> call.operation().equals(CANCEL))
        .map(Fact.Intent::says);
  }

  /** Looks for a refresh that an attempt of ours started without knowing that it had. */
  private Progress adopt(GroupStep step, Action.Refresh action) {
    Optional<Entry> intent = intent(step);
    Optional<String> ours = intent.flatMap(entry -> find(step, action, entry.at()));
    if (ours.isEmpty()) {
      return new Progress.Failed(
          RefreshWatch.met(ledger, step, "No refresh of ours was started."),
          "No refresh of ours was started.");
    }
    String callId = ((Fact.Intent) intent.orElseThrow().fact()).callId();
    Chain chain =
        ledger.append(
            step.chain(),
            new Fact.Result(callId, true, Map.of(REFRESH_ID, ours.get())),
            step.lease());
    return observe(step.with(chain), action);
  }

  private Optional<String> find(GroupStep step, Action.Refresh action, Instant since) {
    return groups.newestRefreshes(step.groupName()).stream()
        .filter(refresh -> RefreshRequest.couldHaveBegun(refresh, step, action))
        .filter(refresh -> refresh.startTime().isAfter(since.minus(CLOCK_TOLERANCE)))
        .map(InstanceRefresh::instanceRefreshId)
        .findFirst();
  }

  /**
   * The newest intent to start a refresh that was not refused; its obligation may be met already,
   * where the attempt before this one ended between that and writing down its action's end.
   */
  private static Optional<Entry> intent(GroupStep step) {
    return step.chain().entries().stream()
        .filter(entry -> entry.fact() instanceof Fact.Intent intent && starts(step, intent))
        .reduce((before, after) -> after);
  }

  private static boolean starts(GroupStep step, Fact.Intent intent) {
    return intent.targetId().equals(step.target().id())
        && intent.operation().equals(OPERATION)
        && intent.obligations().stream().anyMatch(Obligation.WatchRefresh.class::isInstance)
        && step.chain().result(intent.callId()).map(Fact.Result::succeeded).orElse(true);
  }

  /** The refresh that was started last, where its id has been written down. */
  private static Optional<String> refreshId(GroupStep step) {
    return intent(step)
        .map(entry -> ((Fact.Intent) entry.fact()).callId())
        .flatMap(step.chain()::result)
        .map(result -> result.details().get(REFRESH_ID));
  }
}
