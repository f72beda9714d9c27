package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.ledger.Fact;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Scenario;
import dev.lastgood.test.Built;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A scenario")
class ScenariosTest {
  static Stream<Arguments> scenariosAndFaults() {
    return Rehearsals.scenarios().stream()
        .flatMap(
            scenario ->
                Stream.of(FaultSettings.NONE, FaultSettings.TYPICAL)
                    .map(faults -> Arguments.of(scenario, faults)));
  }

  @ParameterizedTest(name = "{0} with faults {1}")
  @MethodSource("scenariosAndFaults")
  @DisplayName("ends as it says, in time and with nothing violated, on every seed")
  void ends(Scenario scenario, FaultSettings faults) {
    Rehearsals rehearsals = new Rehearsals(Built.PRODUCTION);
    assertAll(
        LongStream.range(1, 21)
            .mapToObj(
                seed ->
                    () -> {
                      RehearsalResult result = rehearsals.rehearse(scenario.name(), seed, faults);
                      assertEquals(List.of(), result.violations(), "seed " + seed);
                      assertEquals(scenario.outcome(), result.outcome(), "seed " + seed);
                      assertTrue(
                          result.recoverySeconds() <= result.deadlineSeconds(), "seed " + seed);
                    }));
  }

  @Test
  @DisplayName("in which a rollout went bad shows that AWS's own rollback comes too late for it")
  void providersRollback() {
    RehearsalResult result =
        new Rehearsals(Built.PRODUCTION).rehearse(Staging.BAD_TEMPLATE, 1, FaultSettings.NONE);
    List<String> said =
        result.timeline().stream()
            .filter(entry -> entry.source().equals("deployment"))
            .map(entry -> entry.message())
            .filter(message -> message.startsWith("AWS"))
            .toList();
    assertEquals(1, said.size(), said.toString());
    assertTrue(said.getFirst().startsWith("AWS's own rollback is refused: "), said.getFirst());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "nothing-changed",
        "deadline-too-short",
        "point-tampered",
        "protected-instances",
        "image-deregistered",
        "no-capacity-anywhere"
      })
  @DisplayName("in which nothing may be begun makes no change of any kind")
  void touchesNothing(String scenario) {
    for (long seed = 1; seed <= 5; seed++) {
      Staging staging = Staging.of(scenario).run(seed);
      assertEquals("ESCALATED", staging.result().outcome());
      assertEquals(List.of(), staging.ourChanges(), "seed " + seed);
      assertEquals(0, staging.facts(Fact.Intent.class).count());
      assertEquals(1, staging.facts(Fact.Told.class).count());
    }
  }

  @Test
  @DisplayName("that recovers is seen to make changes, each intended first")
  void changes() {
    Staging staging = Staging.of(Staging.BAD_TEMPLATE).run(1);
    assertEquals(
        staging.ourChanges(),
        staging.facts(Fact.Intent.class).map(Fact.Intent::operation).toList());
    assertTrue(staging.ourChanges().contains("StartInstanceRefresh"));
    assertEquals("1", staging.group().launchTemplate().version(), "pinned to the good number");
  }

  @Test
  @DisplayName("in which one alarm speaks for three targets changes and holds the one that changed")
  void changesOneOfThree() {
    Staging staging = Staging.of("shared-alarm").run(1);
    assertEquals(1, staging.incidents());
    assertEquals(
        Set.of("web"),
        staging.facts(Fact.Intent.class).map(Fact.Intent::targetId).collect(Collectors.toSet()));
    String summary =
        staging.facts(Fact.Planned.class).map(Fact.Planned::summary).findFirst().orElseThrow();
    assertTrue(summary.contains("web-companion-2 is left alone: It has not changed"), summary);
    assertEquals(List.of("target#web"), staging.held());
  }

  @Test
  @DisplayName("in which the alarm clears before the approval makes no change of any kind")
  void clearsItself() {
    Staging staging = Staging.of("alarm-clears-itself").run(1);
    assertEquals("NOT_NEEDED", staging.result().outcome());
    assertEquals(1, staging.facts(Fact.Answered.class).filter(Fact.Answered::approved).count());
    assertEquals(List.of(), staging.ourChanges());
    assertEquals(List.of(), staging.held());
  }

  @Test
  @DisplayName("in which settings put right do not help leaves the group with what it had before")
  void takesBack() {
    Staging staging = Staging.of("verification-fails").run(1);
    assertEquals("UNDONE", staging.result().outcome());
    assertTrue(staging.ourChanges().contains("ResumeProcesses"), staging.ourChanges().toString());
    assertEquals("EC2", staging.group().healthCheckType());
    assertEquals(
        List.of("AZRebalance"),
        staging.group().suspendedProcesses().stream().map(it -> it.processName()).toList());
  }

  @Test
  @DisplayName("in which a pipeline collides leaves the pipeline's refresh alone")
  void leavesPipelineAlone() {
    Staging staging = Staging.of("deployment-collides").run(1);
    assertEquals(1, staging.ourChanges().stream().filter("StartInstanceRefresh"::equals).count());
    assertEquals("$Latest", staging.group().launchTemplate().version());
    assertEquals(List.of("target#web"), staging.held());
    assertTrue(
        staging.world().autoScaling().group("web-production").orElseThrow().healthyCount() >= 10);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "whole-fleet-fails, 6, 6 of 6 targets have failed",
    "flapping-alarm, 4, went off 3 times"
  })
  @DisplayName("in which the breaker opens changes nothing, and tells people of the plan")
  void breakerOpens(String scenario, int incidents, String because) {
    Staging staging = Staging.of(scenario).run(1);
    assertEquals("ESCALATED", staging.result().outcome());
    assertEquals(incidents, staging.incidents());
    assertEquals(incidents, staging.facts(Fact.Told.class).count());
    assertEquals(List.of(), staging.ourChanges());
    assertEquals(0, staging.facts(Fact.Intent.class).count());
    String last =
        staging
            .facts(Fact.NotPlanned.class)
            .map(Fact.NotPlanned::because)
            .reduce((_, next) -> next)
            .orElseThrow();
    assertTrue(last.contains(because), last);
    assertEquals(1, staging.facts(Fact.Planned.class).count());
  }
}
