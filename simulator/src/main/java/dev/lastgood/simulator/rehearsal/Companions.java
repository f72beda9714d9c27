package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Alarm;
import dev.lastgood.functions.config.GroupSelection;
import dev.lastgood.functions.config.Target;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Made-up targets beside the one that is rehearsed. They stand in the configuration of their
 * rehearsal and not in the template that is deployed, so that they can be looked at and never
 * changed.
 */
final class Companions {
  /**
   * Longer than any rehearsal. The history of an alarm may be read by name alone, and a companion's
   * own alarm is not named in the template: it must not be asked for.
   */
  private static final int ENDLESS_SOAK_SECONDS = (int) Duration.ofDays(7).toSeconds();

  private Companions() {}

  /** Targets that the target's alarms speak for, too. */
  static Function<Target, List<Target>> sharingAlarms(int count) {
    return target ->
        numbered(count, number -> companion(target, number, target.alarms(), target.soakSeconds()));
  }

  /** Targets with an alarm each, whose points never become good. */
  static Function<Target, List<Target>> withAlarms(int count) {
    return target ->
        numbered(
            count,
            number ->
                companion(target, number, List.of(alarm(target, number)), ENDLESS_SOAK_SECONDS));
  }

  private static List<Target> numbered(int count, Function<Integer, Target> companion) {
    return IntStream.rangeClosed(1, count).boxed().map(companion).toList();
  }

  private static String id(Target target, int number) {
    return target.id() + "-companion-" + number;
  }

  private static Alarm alarm(Target target, int number) {
    Alarm like = target.alarms().getFirst();
    return new Alarm(
        id(target, number) + "-5xx",
        like.periodSeconds(),
        like.evaluationPeriods(),
        like.datapointsToAlarm());
  }

  private static Target companion(Target target, int number, List<Alarm> alarms, int soakSeconds) {
    return new Target(
        id(target, number),
        new GroupSelection.Named(id(target, number)),
        target.mode(),
        alarms,
        target.deadlineSeconds(),
        soakSeconds,
        target.stabilityWindowSeconds(),
        target.startupSeconds(),
        target.approvalsRequired(),
        target.pointsKept(),
        List.of(),
        List.of(),
        target.instanceRoles(),
        target.protectedInstances(),
        target.standbyInstances());
  }
}
