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
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshInProgressException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.RefreshStrategy;
import software.amazon.awssdk.services.autoscaling.model.ScaleInProtectedInstances;
import software.amazon.awssdk.services.autoscaling.model.StandbyInstances;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;

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

  Progress start(Step step, Action.Refresh action) {
    Chain known = step.chain();
    if (isWatched(step)) {
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
    Obligation watch =
        new Obligation.WatchRefresh(
            "refresh-" + step.target().id() + "-" + step.lease().fence(),
            step.target().id(),
            step.groupName(),
            LaunchUpdate.of(step.goal()).says());
    try {
      known =
          mutations.change(
              step.with(known),
              new Mutations.Change(OPERATION, action.says(), List.of(watch)),
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
  private static boolean runsGoal(Step step, AutoScalingGroup group) {
    return LaunchUpdate.of(step.goal()).isSetOn(group)
        && Fleet.of(group).instances().stream()
            .filter(instance -> !instance.lifecycleState().startsWith("Terminating"))
            .allMatch(instance -> Running.matches(instance, step.goal(), Running.of(step.goal())));
  }

  /**
   * Starts the refresh. Where the answer to a start is lost, the SDK's own retry is refused because
   * of the refresh that the first try began: that one is ours, and is found.
   */
  private String startOrFind(Step step, Action.Refresh action, Instant intendedAt) {
    try {
      return autoScaling.startInstanceRefresh(request(step, action)).instanceRefreshId();
    } catch (InstanceRefreshInProgressException inProgress) {
      return find(step, action, intendedAt).orElseThrow(() -> inProgress);
    }
  }

  Progress observe(Step step, Action.Refresh action) {
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
              discharged(step, "The instance refresh is over."), "The instance refresh succeeded.");
      case FAILED, CANCELLED, ROLLBACK_FAILED, ROLLBACK_SUCCESSFUL, UNKNOWN_TO_SDK_VERSION ->
          new Progress.Failed(
              discharged(step, "It is " + refresh.statusAsString() + "."),
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
  private Chain cancelledIfHopeless(Step step, InstanceRefresh refresh) {
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
    return mutations.change(
        step,
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
  private static Optional<String> cancelledBecause(Step step) {
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
  private Progress adopt(Step step, Action.Refresh action) {
    Optional<Entry> intent = intent(step);
    Optional<String> ours = intent.flatMap(entry -> find(step, action, entry.at()));
    if (ours.isEmpty()) {
      return new Progress.Failed(
          discharged(step, "No refresh of ours was started."), "No refresh of ours was started.");
    }
    String callId = ((Fact.Intent) intent.orElseThrow().fact()).callId();
    Chain chain =
        ledger.append(
            step.chain(),
            new Fact.Result(callId, true, Map.of(REFRESH_ID, ours.get())),
            step.lease());
    return observe(step.with(chain), action);
  }

  private Optional<String> find(Step step, Action.Refresh action, Instant since) {
    return groups.newestRefreshes(step.groupName()).stream()
        .filter(refresh -> goesTo(refresh, step, action))
        .filter(refresh -> refresh.startTime().isAfter(since.minus(CLOCK_TOLERANCE)))
        .map(InstanceRefresh::instanceRefreshId)
        .findFirst();
  }

  /** A refresh that names nothing is ours where it goes about it as ours do. */
  private static boolean goesTo(InstanceRefresh refresh, Step step, Action.Refresh action) {
    Optional<DesiredConfiguration> desired = Optional.ofNullable(refresh.desiredConfiguration());
    return switch (action) {
      case Action.RefreshToPoint toPoint ->
          desired
              .map(DesiredConfiguration::launchTemplate)
              .filter(
                  template ->
                      toPoint.launchTemplateId().equals(template.launchTemplateId())
                          && step.goal().launchTemplateVersion().equals(template.version()))
              .isPresent();
      case Action.UpdateAndRefresh bare ->
          desired.isEmpty() && has(refresh.preferences(), told(bare.preferences()));
    };
  }

  /** Whether a refresh was told all that ours are told; AWS adds defaults to it. */
  private static boolean has(RefreshPreferences told, RefreshPreferences asked) {
    return told != null
        && asked.sdkFields().stream()
            .filter(field -> field.getValueOrDefault(asked) != null)
            .allMatch(
                field -> field.getValueOrDefault(asked).equals(field.getValueOrDefault(told)));
  }

  private static StartInstanceRefreshRequest request(Step step, Action.Refresh action) {
    StartInstanceRefreshRequest.Builder request =
        StartInstanceRefreshRequest.builder()
            .autoScalingGroupName(step.groupName())
            .strategy(RefreshStrategy.ROLLING)
            .preferences(told(action.preferences()));
    return switch (action) {
      case Action.RefreshToPoint toPoint ->
          request
              .desiredConfiguration(
                  DesiredConfiguration.builder()
                      .launchTemplate(
                          LaunchTemplateSpecification.builder()
                              .launchTemplateId(toPoint.launchTemplateId())
                              .version(step.goal().launchTemplateVersion())
                              .build())
                      .build())
              .build();
      case Action.UpdateAndRefresh _ -> request.build();
    };
  }

  private static RefreshPreferences told(
      dev.lastgood.functions.plan.RefreshPreferences preferences) {
    return RefreshPreferences.builder()
        .minHealthyPercentage(preferences.minHealthyPercentage())
        .maxHealthyPercentage(preferences.maxHealthyPercentage())
        .instanceWarmup(preferences.instanceWarmupSeconds())
        // Instances that run the good version already are kept, where that can be asked.
        .skipMatching(preferences.skipMatching())
        // There is nothing good to roll back to: what is being left is what went bad.
        .autoRollback(false)
        // The defaults wait an hour.
        .scaleInProtectedInstances(
            preferences.replaceProtected()
                ? ScaleInProtectedInstances.REFRESH
                : ScaleInProtectedInstances.IGNORE)
        .standbyInstances(
            preferences.terminateStandby() ? StandbyInstances.TERMINATE : StandbyInstances.IGNORE)
        .build();
  }

  private static boolean isWatched(Step step) {
    return step.chain().openObligations().stream()
        .anyMatch(
            owed ->
                owed instanceof Obligation.WatchRefresh
                    && owed.targetId().equals(step.target().id()));
  }

  /**
   * The newest intent to start a refresh that was not refused; its obligation may be met already,
   * where the attempt before this one ended between that and writing down its action's end.
   */
  private static Optional<Entry> intent(Step step) {
    return step.chain().entries().stream()
        .filter(entry -> entry.fact() instanceof Fact.Intent intent && starts(step, intent))
        .reduce((before, after) -> after);
  }

  private static boolean starts(Step step, Fact.Intent intent) {
    return intent.targetId().equals(step.target().id())
        && intent.operation().equals(OPERATION)
        && intent.obligations().stream().anyMatch(Obligation.WatchRefresh.class::isInstance)
        && step.chain().result(intent.callId()).map(Fact.Result::succeeded).orElse(true);
  }

  /** The refresh that was started last, where its id has been written down. */
  private static Optional<String> refreshId(Step step) {
    return intent(step)
        .map(entry -> ((Fact.Intent) entry.fact()).callId())
        .flatMap(step.chain()::result)
        .map(result -> result.details().get(REFRESH_ID));
  }

  private Chain discharged(Step step, String how) {
    Chain chain = step.chain();
    for (Obligation owed : step.chain().openObligations()) {
      if (owed instanceof Obligation.WatchRefresh watch
          && watch.targetId().equals(step.target().id())) {
        chain = ledger.append(chain, new Fact.Discharged(watch.id(), how), step.lease());
      }
    }
    return chain;
  }
}
