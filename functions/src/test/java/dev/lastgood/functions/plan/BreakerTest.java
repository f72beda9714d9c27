package dev.lastgood.functions.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.Fixtures;
import dev.lastgood.functions.StackBuilder;
import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.detect.AlarmChange;
import dev.lastgood.functions.detect.AlarmReading;
import dev.lastgood.functions.stack.StackOperation;
import dev.lastgood.functions.stack.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The breaker")
class BreakerTest {
  private static final Instant SINCE = Fixtures.NOW;
  private static final int CASES = 10_000;

  /** Targets, and which of their alarms are in ALARM since when. */
  private record Fleet(List<Target> targets, List<AlarmReading> alarms) {
    Optional<String> open() {
      return Breaker.open(SINCE, targets, alarms, new TreeMap<>());
    }

    Fleet with(Target target, AlarmReading... more) {
      List<Target> all = new ArrayList<>(targets);
      all.add(target);
      List<AlarmReading> read = new ArrayList<>(alarms);
      read.addAll(List.of(more));
      return new Fleet(all, read);
    }
  }

  private static Target target(String id, List<String> dependsOn, String... alarms) {
    Target like = Fixtures.target(id, 900, alarms);
    return new Target(
        like.id(),
        like.subject(),
        like.mode(),
        like.alarms(),
        like.deadlineSeconds(),
        like.soakSeconds(),
        like.stabilityWindowSeconds(),
        like.startupSeconds(),
        like.approvalsRequired(),
        like.pointsKept(),
        dependsOn,
        like.probes(),
        like.instanceRoles(),
        like.protectedInstances(),
        like.standbyInstances());
  }

  private static AlarmReading wentOff(String name, Duration before) {
    return new AlarmReading(name, AlarmReading.State.ALARM, SINCE.minus(before));
  }

  /** So many targets with an alarm each, the first so many of which went off minutes apart. */
  private static Fleet fleet(int targets, int failing, Duration apart) {
    Fleet fleet = new Fleet(List.of(), List.of());
    for (int index = 0; index < targets; index++) {
      String alarm = "alarm-" + index;
      fleet =
          fleet.with(
              target("target-" + index, List.of(), alarm),
              index < failing
                  ? wentOff(alarm, apart.multipliedBy(index))
                  : new AlarmReading(alarm, AlarmReading.State.OK, SINCE.minusSeconds(10)));
    }
    return fleet;
  }

  @ParameterizedTest(name = "{1} of {0}: {2}")
  @CsvSource({
    "1, 1, false",
    "4, 4, false",
    "5, 4, false",
    "5, 5, true",
    "16, 4, false",
    "16, 5, true",
    "17, 5, false",
    "17, 6, true",
    "100, 29, false",
    "100, 30, true"
  })
  @DisplayName("opens where five targets fail together, or thirty percent where that is more")
  void opensByNumber(int targets, int failing, boolean open) {
    assertEquals(open, fleet(targets, failing, Duration.ofSeconds(1)).open().isPresent());
  }

  @Test
  @DisplayName("says how many failed, and names them up to a length that can be read")
  void says() {
    String because = fleet(20, 10, Duration.ofSeconds(1)).open().orElseThrow();
    assertTrue(because.startsWith("10 of 20 targets have failed within 10 minutes"), because);
    assertTrue(because.contains("target-7 and 2 more"), because);
  }

  @Test
  @DisplayName("counts what failed within ten minutes, the incident's own alarm among it")
  void within() {
    assertTrue(fleet(5, 5, Duration.ofSeconds(150)).open().isPresent());
    assertEquals(Optional.empty(), fleet(5, 5, Duration.ofSeconds(151)).open());
  }

  @Test
  @DisplayName("does not open for what failed together long before")
  void before() {
    Fleet fleet = new Fleet(List.of(), List.of());
    for (int index = 0; index < 9; index++) {
      fleet =
          fleet.with(
              target("old-" + index, List.of(), "old-" + index),
              wentOff("old-" + index, Duration.ofHours(2)));
    }
    fleet = fleet.with(target("web", List.of(), "web"), wentOff("web", Duration.ZERO));
    assertEquals(Optional.empty(), fleet.open());
  }

  @Test
  @DisplayName("counts targets that one alarm speaks for as one failure, also by a third target")
  void sharedAlarm() {
    Fleet fleet = fleet(4, 4, Duration.ofSeconds(1));
    for (int index = 0; index < 10; index++) {
      fleet = fleet.with(target("shop-" + index, List.of(), "alarm-0", "shop-" + index));
    }
    assertEquals(Optional.empty(), fleet.open());
    Fleet linked =
        fleet(5, 5, Duration.ofSeconds(1)).with(target("link", List.of(), "alarm-1", "alarm-2"));
    assertEquals(Optional.empty(), linked.open());
  }

  @Test
  @DisplayName("counts what depends on a failing target, even through one that is well, with it")
  void dependents() {
    Fleet fleet =
        new Fleet(List.of(), List.of())
            .with(target("base", List.of(), "base"), wentOff("base", Duration.ofHours(1)))
            .with(target("between", List.of("base"), "between"));
    for (int index = 0; index < 10; index++) {
      String id = "front-" + index;
      fleet = fleet.with(target(id, List.of("between"), id), wentOff(id, Duration.ofSeconds(1)));
    }
    assertEquals(Optional.empty(), fleet.open());
  }

  @Test
  @DisplayName("opens where many depend on one that is well: that one explains nothing")
  void healthyDependency() {
    Fleet fleet = new Fleet(List.of(), List.of()).with(target("base", List.of(), "base"));
    for (int index = 0; index < 5; index++) {
      String id = "front-" + index;
      fleet = fleet.with(target(id, List.of("base"), id), wentOff(id, Duration.ofSeconds(1)));
    }
    assertTrue(fleet.open().isPresent());
  }

  @Test
  @DisplayName("opens where all that one target depends on fails: that target explains nothing")
  void manyDependencies() {
    Fleet fleet = fleet(10, 10, Duration.ofSeconds(1));
    List<String> all = fleet.targets().stream().map(Target::id).toList();
    Fleet front = fleet.with(target("front", all, "front"), wentOff("front", Duration.ZERO));
    assertTrue(front.open().orElseThrow().startsWith("10 of 11 "));
  }

  private static Fleet random(Random random, int targets) {
    Fleet fleet = new Fleet(List.of(), List.of());
    for (int index = 0; index < targets; index++) {
      String alarm = "alarm-" + index;
      List<String> dependsOn =
          index > 0 && random.nextInt(4) == 0
              ? List.of("target-" + random.nextInt(index))
              : List.of();
      String second = "alarm-" + random.nextInt(targets);
      AlarmReading.State state =
          random.nextBoolean() ? AlarmReading.State.ALARM : AlarmReading.State.OK;
      fleet =
          fleet.with(
              random.nextInt(5) == 0 && !second.equals(alarm)
                  ? target("target-" + index, dependsOn, alarm, second)
                  : target("target-" + index, dependsOn, alarm),
              new AlarmReading(alarm, state, SINCE.minusSeconds(random.nextInt(900))));
    }
    return fleet;
  }

  @Test
  @DisplayName("does not depend on the order of the configuration, and never opens for four alarms")
  void anyOrder() {
    for (long seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      Fleet fleet = random(random, 1 + random.nextInt(15));
      Optional<String> open = fleet.open();
      List<Target> shuffled = new ArrayList<>(fleet.targets());
      Collections.shuffle(shuffled, random);
      assertEquals(open, new Fleet(shuffled, fleet.alarms()).open(), "seed " + seed);
      long failing =
          fleet.alarms().stream()
              .filter(alarm -> alarm.state() == AlarmReading.State.ALARM)
              .count();
      assertTrue(open.isEmpty() || failing >= Breaker.TARGETS_MIN, "seed " + seed);
    }
  }

  @Test
  @DisplayName("stays open when one more fails")
  void staysOpen() {
    int opened = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      Fleet fleet = random(random, 8 + random.nextInt(8));
      if (fleet.open().isEmpty()) {
        continue;
      }
      opened++;
      Fleet more = fleet.with(target("more", List.of(), "more"), wentOff("more", Duration.ZERO));
      assertTrue(more.open().isPresent(), "seed " + seed);
    }
    assertTrue(opened > 100, "only " + opened + " were open to begin with");
  }

  private static Optional<String> afterChanges(AlarmChange... changes) {
    SortedMap<String, List<AlarmChange>> histories = new TreeMap<>();
    histories.put("quiet", List.of());
    histories.put("web-5xx", List.of(changes));
    return Breaker.open(SINCE, List.of(Fixtures.target("web")), List.of(), histories);
  }

  private static AlarmChange change(AlarmReading.State state, Duration before) {
    return new AlarmChange(SINCE.minus(before), state);
  }

  /** It goes off and comes back so many times, an hour apart. */
  private static AlarmChange[] flaps(int times) {
    return IntStream.rangeClosed(1, times)
        .map(time -> times + 1 - time)
        .boxed()
        .flatMap(
            hours ->
                Stream.of(
                    change(AlarmReading.State.ALARM, Duration.ofHours(hours)),
                    change(AlarmReading.State.OK, Duration.ofHours(hours).minusMinutes(2))))
        .toArray(AlarmChange[]::new);
  }

  @ParameterizedTest(name = "{0} times: {1}")
  @CsvSource({"0, false", "1, false", "2, false", "3, true", "5, true"})
  @DisplayName("opens where an alarm has gone off three times before")
  void opensByHistory(int times, boolean open) {
    assertEquals(open, afterChanges(flaps(times)).isPresent());
  }

  @Test
  @DisplayName("names the alarm that went off, and how often")
  void saysHistory() {
    String because = afterChanges(flaps(4)).orElseThrow();
    assertTrue(because.startsWith("The alarm web-5xx went off 4 times in the 6 hours"), because);
  }

  @Test
  @DisplayName("forgets what was more than six hours before, and does not count the incident's own")
  void window() {
    assertEquals(
        Optional.empty(),
        afterChanges(
            change(AlarmReading.State.ALARM, Duration.ofHours(6).plusSeconds(1)),
            change(AlarmReading.State.OK, Duration.ofHours(5)),
            change(AlarmReading.State.ALARM, Duration.ofHours(4)),
            change(AlarmReading.State.OK, Duration.ofHours(3)),
            change(AlarmReading.State.ALARM, Duration.ofHours(2)),
            change(AlarmReading.State.OK, Duration.ofHours(1)),
            change(AlarmReading.State.ALARM, Duration.ofMillis(500))));
  }

  @Test
  @DisplayName("takes an alarm that goes off again without having been OK for the same failure")
  void gaps() {
    assertEquals(
        Optional.empty(),
        afterChanges(
            change(AlarmReading.State.ALARM, Duration.ofMinutes(50)),
            change(AlarmReading.State.INSUFFICIENT_DATA, Duration.ofMinutes(40)),
            change(AlarmReading.State.ALARM, Duration.ofMinutes(30)),
            change(AlarmReading.State.INSUFFICIENT_DATA, Duration.ofMinutes(20)),
            change(AlarmReading.State.ALARM, Duration.ofMinutes(15)),
            change(AlarmReading.State.OK, Duration.ofMinutes(10))));
  }

  private static Optional<String> afterFailureBy(Optional<String> token) {
    StackOperation failed =
        StackSituations.byToken(
            StackSituations.operation(StackStatus.UPDATE_ROLLBACK_FAILED, Optional.empty()), token);
    StackSituation stack =
        StackSituations.situation(new StackBuilder("web"), new StackBuilder("web"));
    return Breaker.ownFailure("second", List.of(stack, StackSituations.with(stack, failed)));
  }

  @Test
  @DisplayName("opens where a recovery's own operation failed after its incident, and for no other")
  void ownFailure() {
    String because = afterFailureBy(Optional.of("lastgood-first-1-0-execute")).orElseThrow();
    assertTrue(because.contains("The stack web is UPDATE_ROLLBACK_FAILED by"), because);
    assertEquals(Optional.empty(), afterFailureBy(Optional.of("lastgood-second-1-0-execute")));
    assertEquals(Optional.empty(), afterFailureBy(Optional.of("console-1")));
    assertEquals(Optional.empty(), afterFailureBy(Optional.empty()));
  }
}
