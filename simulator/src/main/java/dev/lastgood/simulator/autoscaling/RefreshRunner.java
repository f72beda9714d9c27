package dev.lastgood.simulator.autoscaling;

import dev.lastgood.simulator.kernel.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Carries instance refreshes out; see "How an instance refresh works". It acts when an instance
 * becomes ready or is gone, never by a clock of its own; {@link RefreshStep} says what to do then.
 */
final class RefreshRunner {
  /** "An instance refresh fails after one hour" without progress. */
  private static final Duration BLOCKED_MAX = Duration.ofHours(1);

  /** "The maximum amount of time that an instance refresh can continue". */
  private static final Duration DURATION_MAX = Duration.ofDays(14);

  private final World world;
  private final RandomGenerator chance;
  private final RefreshEnds ends;
  private final OutdatedInstances outdated;
  private UnhealthyFleet unhealthyFleet = UnhealthyFleet.PROCEEDS;

  RefreshRunner(World world, Chance chance) {
    this.world = world;
    this.chance = chance.stream("autoscaling.instance-refresh");
    this.ends = new RefreshEnds(world, this);
    this.outdated = new OutdatedInstances(world);
    world.cloudWatch().listen(this::alarmChanged);
  }

  RefreshEnds ends() {
    return ends;
  }

  void unhealthyFleet(UnhealthyFleet rule) {
    unhealthyFleet = rule;
  }

  void start(Refresh refresh) {
    world.tellRefreshChanged(refresh);
    world.time().after(world.timings().refreshStart().draw(chance), () -> begin(refresh));
    watchForBlock(refresh);
  }

  private void begin(Refresh refresh) {
    Group group = refresh.group();
    if (refresh.over() || refresh.status() != InstanceRefreshStatus.PENDING) {
      return;
    }
    if (group.suspended(ScalingProcess.INSTANCE_REFRESH)) {
      refresh.heldBack(true);
      return;
    }
    refresh.status(InstanceRefreshStatus.IN_PROGRESS, null);
    world.events().refresh(refresh, "Started");
    if (refresh.fitsNoAttributes()) {
      ends.failForGood(
          refresh,
          "An instance refresh with SkipMatching or DesiredConfiguration is not supported for a"
              + " group that has InstanceRequirements.");
      return;
    }
    refresh.replaces(
        outdated.of(refresh, Boolean.TRUE.equals(refresh.preferences().skipMatching())));
    world.tellRefreshChanged(refresh);
    Optional<String> alarm = alarmIn(refresh);
    if (alarm.isPresent()) {
      ends.fail(refresh, "CloudWatch alarm " + alarm.get() + " is in the ALARM state.");
    } else {
      step(refresh);
    }
  }

  /** Turns it around: what does not match the original configuration goes. */
  void rollBack(Refresh refresh, String reason) {
    refresh.rollBack(reason, world.now());
    refresh.replaces(outdated.of(refresh, true));
    world.events().refresh(refresh, "Rollback Started");
    world.tellRefreshChanged(refresh);
    watchForBlock(refresh);
    wake(refresh);
  }

  void launched(GroupInstance instance) {
    instance
        .group()
        .currentRefresh()
        .filter(Refresh::leads)
        .ifPresent(refresh -> refresh.replacements().add(instance.id()));
  }

  /** A launch has failed, or an instance has entered service. */
  void transitioned(Group group) {
    group.currentRefresh().ifPresent(ends::transitionsMayBeOver);
  }

  void instanceReady(GroupInstance instance) {
    Optional<Refresh> refresh = instance.group().currentRefresh();
    if (refresh.isEmpty()) {
      world.controlLoop().instanceInService(instance.group());
    } else if (refresh.get().leads()) {
      refresh.get().progressed(world.now());
      int warmupSeconds = refresh.get().preferences().instanceWarmup();
      world.time().after(Duration.ofSeconds(warmupSeconds), () -> wake(refresh.get()));
    }
  }

  void instanceGone(GroupInstance instance) {
    Optional<Refresh> current = instance.group().currentRefresh();
    if (current.isPresent()) {
      Refresh refresh = current.get();
      // A replacement that failed its checks and was replaced itself is no progress.
      if (refresh.outdated().remove(instance.id())) {
        refresh.progressed(world.now());
      }
      refresh.replacements().remove(instance.id());
      wake(refresh);
      ends.transitionsMayBeOver(refresh);
    }
  }

  /** A process that it needs may have been resumed: a paused refresh goes on. */
  void resumed(Group group) {
    Optional<Refresh> refresh = group.currentRefresh();
    if (refresh.isEmpty() || group.suspended(ScalingProcess.INSTANCE_REFRESH)) {
      return;
    }
    if (refresh.get().heldBack()) {
      refresh.get().heldBack(false);
      world.time().after(world.timings().refreshStart().draw(chance), () -> begin(refresh.get()));
    }
    wake(refresh.get());
  }

  /** Looks at it soon, once. */
  void wake(Refresh refresh) {
    if (refresh.over() || refresh.considered() || !refresh.leads()) {
      return;
    }
    refresh.considered(true);
    world
        .time()
        .after(
            world.timings().refreshStep().draw(chance),
            () -> {
              refresh.considered(false);
              if (refresh.leads() && !refresh.over()) {
                step(refresh);
              }
            });
  }

  private void step(Refresh refresh) {
    Group group = refresh.group();
    if (group.suspended(ScalingProcess.INSTANCE_REFRESH)
        || group.suspended(ScalingProcess.LAUNCH)
        || group.suspended(ScalingProcess.TERMINATE)) {
      return;
    }
    Instant now = world.now();
    if (refresh.atCheckpoint()) {
      boolean more = !refresh.outdated().isEmpty();
      refresh.passCheckpoint();
      if (more) {
        world.events().refresh(refresh, "Checkpoint Reached");
        refresh.pauseUntil(now.plusSeconds(refresh.preferences().checkpointDelay()));
      }
    }
    if (now.isBefore(refresh.pausedUntil())) {
      world.time().at(refresh.pausedUntil(), () -> wake(refresh));
      return;
    }
    if (now.isAfter(refresh.startedAt().plus(DURATION_MAX))) {
      ends.fail(refresh, "The instance refresh has been replacing instances for 14 days.");
      return;
    }
    RefreshStep next = RefreshStep.of(refresh, now, unhealthyFleet);
    if (next.finished()) {
      ends.finish(refresh);
      return;
    }
    refresh.waitsFor(next.heldUp());
    String cause = "At " + now + " an instance was ";
    for (GroupInstance instance : next.terminate()) {
      world
          .lifecycle()
          .terminate(instance, cause + "taken out of service in response to an instance refresh.");
    }
    int units = 0;
    while (units < next.launchUnits()) {
      units +=
          world
              .launches()
              .launch(
                  group, refresh.source(), cause + "started in response to an instance refresh.");
    }
    if (!next.terminate().isEmpty() && next.launchUnits() == 0) {
      wake(refresh);
    }
  }

  private void watchForBlock(Refresh refresh) {
    world
        .time()
        .at(
            refresh.progressedAt().plus(BLOCKED_MAX),
            () -> {
              if (refresh.over() || refresh.status() == InstanceRefreshStatus.BAKING) {
                return;
              }
              if (refresh.group().suspended(ScalingProcess.INSTANCE_REFRESH)) {
                // Paused, not blocked: the hour begins again once it goes on.
                refresh.progressed(world.now());
              }
              if (world.now().isBefore(refresh.progressedAt().plus(BLOCKED_MAX))) {
                watchForBlock(refresh);
              } else {
                ends.fail(refresh, blockedReason(refresh));
              }
            });
  }

  private static String blockedReason(Refresh refresh) {
    return "The instance refresh made no progress for one hour. "
        + refresh
            .waitingFor()
            .orElse("See the group's scaling activities for what stands in its way.");
  }

  private Optional<String> alarmIn(Refresh refresh) {
    if (refresh.preferences().alarmSpecification() == null) {
      return Optional.empty();
    }
    return refresh.preferences().alarmSpecification().alarms().stream()
        .filter(name -> world.cloudWatch().state(name).orElse(null) == StateValue.ALARM)
        .findFirst();
  }

  private void alarmChanged(String alarmName, StateValue state) {
    if (state != StateValue.ALARM) {
      return;
    }
    for (Group group : world.groups().values()) {
      group
          .currentRefresh()
          .filter(it -> !it.rollingBack())
          .filter(it -> it.leads() || it.status() == InstanceRefreshStatus.BAKING)
          .filter(it -> alarmIn(it).isPresent())
          .ifPresent(
              it -> ends.fail(it, "CloudWatch alarm " + alarmName + " is in the ALARM state."));
    }
  }
}
