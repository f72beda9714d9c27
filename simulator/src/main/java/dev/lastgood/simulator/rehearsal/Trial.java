package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.kernel.VirtualTime;
import dev.lastgood.simulator.world.SimulatedWorld;
import dev.lastgood.simulator.world.WorldSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** One strategy in one situation, in a world of its own. */
final class Trial {
  /** How long after the alarm the world is looked at. */
  static final Duration OBSERVED = Duration.ofMinutes(60);

  /** How long a rollout and what comes of it may take beyond a soak until the alarm. */
  private static final Duration ALARM_WITHIN = Duration.ofHours(3);

  private final Situation situation;
  private final SimulatedWorld world;
  private final Performance<?> performance;
  private final Judge judge;
  private final Instant begin;
  private final Instant alarmBy;
  private Instant alarmAt = Instant.MAX;

  /**
   * What came of it.
   *
   * @param secondsToWell from the alarm until the service was well; empty where it never was
   * @param lostMinutes how many minutes' worth of requests failed after the alarm
   * @param shortMinutes for how many minutes after the alarm fewer instances served than before
   * @param setAsBefore whether the group's settings are those from before
   * @param told whether a message of the strategy reached somebody after the alarm
   */
  record Result(
      OptionalDouble secondsToWell,
      double lostMinutes,
      double shortMinutes,
      boolean setAsBefore,
      boolean told) {}

  Trial(
      Situation situation,
      Approach approach,
      Installation installation,
      long seed,
      FaultSettings faults) {
    this.situation = situation;
    Configuration configuration = installation.configuration();
    Script script = situation.script().apply(approach);
    List<Target> targets = script.targets(configuration);
    this.world =
        new SimulatedWorld(
            new WorldSettings(
                configuration.withTargets(targets), seed, faults, Rehearsals.BYTES_EVERY));
    this.performance = script.perform(world, installation, targets);
    this.judge = new Judge(world, performance.stage());
    Onset onset = Onset.of(targets.getFirst(), seed);
    this.begin = onset.begin();
    this.alarmBy = begin.plusSeconds(targets.getFirst().soakSeconds()).plus(ALARM_WITHIN);
    switch (approach.strategy()) {
      case CAPACITY_RESET -> CapacityReset.deploy(world, performance.stage(), judge.before());
      // What these need is asked of the rollout itself.
      case INSTANCE_REFRESH, ROLLBACK_TRIGGERS -> {}
      case LASTGOOD -> installation.deploy(world, onset.deployed());
    }
    world.cloudWatch().listen(this::alarmChanged);
  }

  private void alarmChanged(String alarmName, StateValue state) {
    if (state == StateValue.ALARM
        && alarmAt.equals(Instant.MAX)
        && performance.stage().target().hasAlarm(alarmName)) {
      alarmAt = world.time().now();
      judge.begin();
    }
  }

  /** Runs it to its end. To be called on a virtual thread. */
  Result run() {
    VirtualTime time = world.time();
    time.run(begin, () -> false);
    // In the loop's own turn, as everything that the world does.
    time.after(
        Duration.ZERO,
        () -> performance.begin(new Timeline(time, false, performance.stage().resourceName())));
    time.run(alarmBy, () -> !alarmAt.equals(Instant.MAX));
    if (alarmAt.equals(Instant.MAX)) {
      throw new IllegalStateException(situation.name() + " did not raise the alarm.");
    }
    time.run(alarmAt.plus(OBSERVED), () -> false);
    time.endStrands();
    return result();
  }

  private Result result() {
    Instant well = judge.wellSince();
    return new Result(
        well.equals(Instant.MAX)
            ? OptionalDouble.empty()
            : OptionalDouble.of(Duration.between(alarmAt, well).toMillis() / 1000.0),
        judge.lostMinutes(),
        judge.shortMinutes(),
        judge.isSetAsBefore(),
        world.sns().deliveries().stream()
            .anyMatch(
                delivery -> !delivery.at().isBefore(alarmAt) && !delivery.endpoints().isEmpty()));
  }
}
