package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.installation.Installation;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.Comparison;
import dev.lastgood.simulator.rehearsal.ComparisonResult;
import dev.lastgood.simulator.rehearsal.ComparisonResult.OfStrategy;
import dev.lastgood.simulator.rehearsal.Measured;
import dev.lastgood.simulator.rehearsal.Strategy;
import dev.lastgood.test.Built;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The comparison of strategies")
class ComparisonTest {
  private static final int SEEDS = 3;
  private static final Duration WATCH = Duration.ofMinutes(30);

  private static ComparisonResult result;

  @BeforeAll
  static void compare() {
    result = compared(Built.PRODUCTION, 1, WATCH);
  }

  private static ComparisonResult compared(Installation installation, long seed, Duration watch) {
    return new Comparison(installation).compare(SEEDS, seed, FaultSettings.NONE, watch, _ -> {});
  }

  private static Measured measured(ComparisonResult of, String situation, Strategy strategy) {
    OfStrategy found =
        of.situations().stream()
            .filter(one -> one.name().equals(situation))
            .findFirst()
            .orElseThrow()
            .of(strategy);
    return switch (found) {
      case OfStrategy.Tried(_, Measured measured) -> measured;
      case OfStrategy.Unavailable(_, String because) -> throw new AssertionError(because);
    };
  }

  private static Measured measured(String situation, Strategy strategy) {
    return measured(result, situation, strategy);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "fails-during-rollout, INSTANCE_REFRESH",
    "fails-during-rollout, LASTGOOD",
    "fails-soon, INSTANCE_REFRESH",
    "fails-soon, LASTGOOD",
    "fails-late, LASTGOOD",
    "capacity-zeroed, CAPACITY_RESET",
    "capacity-zeroed, LASTGOOD",
    "version-and-capacity, LASTGOOD"
  })
  @DisplayName("finds well in time, and set as before, what a strategy is made for")
  void wellInTime(String situation, Strategy strategy) {
    Measured measured = measured(situation, strategy);
    assertAll(
        () -> assertEquals(SEEDS, measured.wellInTime()),
        () -> assertEquals(0, measured.notSetAsBefore()),
        () -> assertTrue(measured.secondsToWell().p50() > 60),
        () -> assertTrue(measured.lostMinutes().max() < 15));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "stack-fails-during-update, ROLLBACK_TRIGGERS",
    "stack-fails-during-update, LASTGOOD",
    "stack-fails-soon, ROLLBACK_TRIGGERS",
    "stack-fails-soon, LASTGOOD",
    "stack-fails-late, LASTGOOD"
  })
  @DisplayName("finds a stack well in the end, as soon as CloudFormation gets it there")
  void wellInTheEnd(String situation, Strategy strategy) {
    Measured measured = measured(situation, strategy);
    assertEquals(SEEDS, measured.wellInTime() + measured.wellLater());
    assertEquals(0, measured.notSetAsBefore());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "fails-soon, CAPACITY_RESET",
    "fails-late, INSTANCE_REFRESH",
    "fails-after-soak, INSTANCE_REFRESH",
    // The refresh is rolled back by its own record, and too few instances are left.
    "version-and-capacity, INSTANCE_REFRESH",
    // The capacity is what it was, of the bad version.
    "version-and-capacity, CAPACITY_RESET",
    "capacity-zeroed, INSTANCE_REFRESH",
    "stack-fails-soon, CAPACITY_RESET",
    "stack-fails-late, ROLLBACK_TRIGGERS"
  })
  @DisplayName("finds never well what a strategy does nothing about, and nobody told")
  void neverWell(String situation, Strategy strategy) {
    Measured measured = measured(situation, strategy);
    assertEquals(0, measured.wellInTime() + measured.wellLater());
    assertEquals(SEEDS, measured.notSetAsBefore());
    assertEquals(0, measured.told());
    assertEquals(SEEDS, measured.notWellUntold());
  }

  @Test
  @DisplayName("finds what Lastgood has taken for good not well either, and somebody told")
  void afterSoak() {
    Measured measured = measured("fails-after-soak", Strategy.LASTGOOD);
    assertEquals(0, measured.wellInTime() + measured.wellLater());
    assertEquals(SEEDS, measured.told());
    assertEquals(0, measured.notWellUntold());
  }

  @Test
  @DisplayName("says of every strategy in every situation what it came to, or why it is not there")
  void complete() {
    for (ComparisonResult.OfSituation situation : result.situations()) {
      assertEquals(
          List.of(Strategy.values()),
          situation.strategies().stream().map(OfStrategy::strategy).toList(),
          situation.name());
    }
    assertEquals(9, result.situations().size());
  }

  @Test
  @DisplayName(
      "lets AWS's own strategies win where they watch for longer than the version is quiet")
  void watchedForLonger() {
    ComparisonResult longer = compared(Built.PRODUCTION, 1, Duration.ofMinutes(60));
    assertEquals(
        SEEDS, measured(longer, "fails-late", Strategy.INSTANCE_REFRESH).wellInTime(), "refresh");
    Measured triggers = measured(longer, "stack-fails-late", Strategy.ROLLBACK_TRIGGERS);
    assertEquals(SEEDS, triggers.wellInTime() + triggers.wellLater(), "triggers");
  }

  @Test
  @DisplayName("is the same for the same seeds, and another for others")
  void deterministic() {
    assertEquals(
        Json.write(result.situations()),
        Json.write(compared(Built.PRODUCTION, 1, WATCH).situations()));
    assertNotEquals(
        Json.write(result.situations()),
        Json.write(compared(Built.PRODUCTION, 2, WATCH).situations()));
  }

  @Test
  @DisplayName("leaves out what an environment has no target or too short a soak for")
  void staging() {
    ComparisonResult staging = compared(Installation.read(Built.ASSEMBLY, "staging"), 1, WATCH);
    assertEquals(
        List.of(
            "fails-during-rollout",
            "fails-soon",
            "fails-after-soak",
            "capacity-zeroed",
            "version-and-capacity"),
        staging.situations().stream().map(ComparisonResult.OfSituation::name).toList());
    assertEquals(SEEDS, measured(staging, "fails-soon", Strategy.LASTGOOD).wellInTime());
  }
}
