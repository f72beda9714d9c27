package dev.lastgood.functions.plan;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.detect.AlarmChange;
import dev.lastgood.functions.detect.AlarmReading;
import dev.lastgood.functions.stack.StackOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Says when there is more amiss than one target's change, so that nothing is to be changed
 * automatically: where many targets fail at the same time, where one keeps failing, or where what
 * failed is a recovery itself. Has no effects.
 */
final class Breaker {
  /** Fewer targets than this never open it, however few there are. */
  static final int TARGETS_MIN = 5;

  /** The percentage of all targets that opens it. */
  static final int TARGETS_PERCENT = 30;

  /** Within what time so many must have failed. */
  static final Duration TOGETHER = Duration.ofMinutes(10);

  /** How often an alarm must have gone off before. */
  static final int FAILURES_MIN = 3;

  /** Within what time before the incident. */
  static final Duration LATELY = Duration.ofHours(6);

  /** An alarm's own timestamp and its history's may differ by this much. */
  private static final Duration SAME = Duration.ofSeconds(1);

  private static final int NAMED_MAX = 8;

  private static final Comparator<Failure> EARLIEST =
      Comparator.comparing(Failure::since).thenComparing(Failure::targetId);

  private Breaker() {}

  /**
   * Asks both questions.
   *
   * @param since when the incident's alarm went off
   * @param targets all that the configuration has
   * @param alarms their alarms as they are now
   * @param histories how the alarms of the incident's targets changed within {@link #LATELY} before
   *     {@code since}, oldest first, by name
   * @return why it is open, in a sentence; empty where it is closed
   */
  static Optional<String> open(
      Instant since,
      List<Target> targets,
      List<AlarmReading> alarms,
      SortedMap<String, List<AlarmChange>> histories) {
    return manyFail(since, targets, alarms).or(() -> keepsFailing(since, histories));
  }

  /**
   * Asks whether what began an incident is how an operation of an incident before it ended. To
   * answer that with another of the same kind could go on for ever.
   *
   * @param incidentId an incident that a failed operation of a stack began
   * @param situations all that is known of its targets
   * @return why it is open, in a sentence; empty where it is closed
   */
  static Optional<String> ownFailure(String incidentId, List<Situation> situations) {
    return situations.stream()
        .flatMap(situation -> operation(situation).stream())
        .filter(StackOperation::isOurs)
        .filter(operation -> !operation.isOf(incidentId))
        .map(
            operation ->
                "The stack %s is %s by an operation of Lastgood's own, which an incident before this one began: it is not answered with another."
                    .formatted(operation.stackName(), operation.status()))
        .findFirst();
  }

  private static Optional<StackOperation> operation(Situation situation) {
    return switch (situation) {
      case StackSituation stack -> stack.operation();
      case GroupSituation _ -> Optional.empty();
    };
  }

  /** A target that fails for itself, and since when; others may fail because it does. */
  private record Failure(String targetId, Instant since) {}

  private static Optional<String> manyFail(
      Instant since, List<Target> targets, List<AlarmReading> alarms) {
    Map<String, Instant> wentOff = new LinkedHashMap<>();
    for (AlarmReading alarm : alarms) {
      if (alarm.state() == AlarmReading.State.ALARM) {
        wentOff.put(alarm.name(), alarm.transitionedAt());
      }
    }
    List<Failure> together = together(since, failures(targets, wentOff));
    if (together.size() < limit(targets.size())) {
      return Optional.empty();
    }
    return Optional.of(
        "%d of %d targets have failed within %d minutes, none because of another (%s): what they have in common is not known, and nothing is changed automatically."
            .formatted(together.size(), targets.size(), TOGETHER.toMinutes(), names(together)));
  }

  /** How many targets must fail together. */
  static int limit(int targets) {
    // Rounded up: at least the percentage.
    return Math.max(TARGETS_MIN, (targets * TARGETS_PERCENT + 99) / 100);
  }

  /**
   * The failures that no other one explains. Targets that one alarm speaks for are one failure; so
   * is a target and all that depend on it.
   */
  private static List<Failure> failures(List<Target> targets, Map<String, Instant> wentOff) {
    List<List<Target>> failing = byAlarm(targets, wentOff.keySet());
    Map<String, Target> byId = new HashMap<>();
    targets.forEach(target -> byId.put(target.id(), target));
    Set<String> failingIds = new HashSet<>();
    failing.forEach(group -> group.forEach(target -> failingIds.add(target.id())));
    List<Failure> failures = new ArrayList<>();
    for (List<Target> group : failing) {
      Set<String> explaining = new HashSet<>();
      group.forEach(target -> explaining.addAll(dependencies(target, byId)));
      group.forEach(target -> explaining.remove(target.id()));
      if (explaining.stream().noneMatch(failingIds::contains)) {
        failures.add(first(group, wentOff));
      }
    }
    failures.sort(EARLIEST);
    return failures;
  }

  /** The targets with an alarm in ALARM, those together that share one, directly or by a third. */
  private static List<List<Target>> byAlarm(List<Target> targets, Set<String> inAlarm) {
    List<List<Target>> groups = new ArrayList<>();
    for (Target target : targets) {
      Set<String> own = new HashSet<>(target.alarmNames());
      own.retainAll(inAlarm);
      if (own.isEmpty()) {
        continue;
      }
      List<List<Target>> sharing =
          groups.stream()
              .filter(
                  group -> group.stream().anyMatch(other -> own.stream().anyMatch(other::hasAlarm)))
              .toList();
      groups.removeAll(sharing);
      List<Target> merged = new ArrayList<>(List.of(target));
      sharing.forEach(merged::addAll);
      groups.add(merged);
    }
    return groups;
  }

  private static Failure first(List<Target> group, Map<String, Instant> wentOff) {
    return group.stream()
        .map(
            target ->
                new Failure(
                    target.id(),
                    target.alarmNames().stream()
                        .flatMap(name -> Optional.ofNullable(wentOff.get(name)).stream())
                        .min(Comparator.naturalOrder())
                        .orElseThrow()))
        .min(EARLIEST)
        .orElseThrow();
  }

  /** All that a target depends on, directly or through others. */
  private static Set<String> dependencies(Target target, Map<String, Target> byId) {
    Set<String> found = new HashSet<>();
    List<String> open = new ArrayList<>(target.dependsOn());
    while (!open.isEmpty()) {
      String next = open.removeLast();
      if (found.add(next)) {
        Optional.ofNullable(byId.get(next)).ifPresent(other -> open.addAll(other.dependsOn()));
      }
    }
    return found;
  }

  /** The most failures within the time, the incident's own alarm being in that time. */
  private static List<Failure> together(Instant since, List<Failure> failures) {
    List<Failure> most = List.of();
    for (Failure first : failures) {
      Instant end = first.since().plus(TOGETHER);
      if (first.since().isAfter(since) || end.isBefore(since)) {
        continue;
      }
      List<Failure> within =
          failures.stream()
              .filter(failure -> !failure.since().isBefore(first.since()))
              .filter(failure -> !failure.since().isAfter(end))
              .toList();
      if (within.size() > most.size()) {
        most = within;
      }
    }
    return most;
  }

  private static String names(List<Failure> failures) {
    List<String> ids = failures.stream().map(Failure::targetId).sorted().toList();
    String named = String.join(", ", ids.subList(0, Math.min(NAMED_MAX, ids.size())));
    int more = ids.size() - NAMED_MAX;
    return more > 0 ? named + " and " + more + " more" : named;
  }

  private static Optional<String> keepsFailing(
      Instant since, SortedMap<String, List<AlarmChange>> histories) {
    for (Map.Entry<String, List<AlarmChange>> history : histories.entrySet()) {
      int failures = failures(since, history.getValue());
      if (failures >= FAILURES_MIN) {
        return Optional.of(
            "The alarm %s went off %d times in the %d hours before: taking the last change back does not cure what was there before it."
                .formatted(history.getKey(), failures, LATELY.toHours()));
      }
    }
    return Optional.empty();
  }

  /** How often it went off; going off again without having been OK is the same failure. */
  private static int failures(Instant since, List<AlarmChange> changes) {
    int failures = 0;
    boolean failing = false;
    for (AlarmChange change : changes) {
      if (!change.at().isBefore(since.minus(SAME)) || change.at().isBefore(since.minus(LATELY))) {
        continue;
      }
      switch (change.state()) {
        case ALARM -> {
          if (!failing) {
            failures++;
          }
          failing = true;
        }
        case OK -> failing = false;
        case INSUFFICIENT_DATA, MISSING -> {}
      }
    }
    return failures;
  }
}
