package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.handler.Json;
import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.CampaignResult;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.TimelineEntry;
import dev.lastgood.test.Built;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("When all goes wrong that can")
class HostileTest {
  /** More than there are scenarios, so that each is in it. */
  private static final int INCIDENTS = 200;

  @Test
  @DisplayName("nothing that must always hold is violated, and the same seeds give the same")
  void campaign() {
    Rehearsals rehearsals = new Rehearsals(Built.PRODUCTION);
    CampaignResult campaign =
        rehearsals.campaign(Optional.empty(), INCIDENTS, 1, FaultSettings.HOSTILE, _ -> {});
    assertEquals(List.of(), campaign.violations());
    assertEquals(List.of(), campaign.reproductions());
    assertEquals(INCIDENTS, campaign.outcomes().values().stream().mapToInt(it -> it).sum());
    assertEquals(
        Json.write(campaign.coverage()),
        Json.write(
            rehearsals
                .campaign(Optional.empty(), INCIDENTS, 1, FaultSettings.HOSTILE, _ -> {})
                .coverage()));
    TreeSet<String> struck =
        campaign.coverage().strikes().keySet().stream()
            .map(pair -> pair.split(" ")[0])
            .collect(Collectors.toCollection(TreeSet::new));
    TreeSet<String> all = new TreeSet<>();
    for (Fault fault : Fault.values()) {
      all.add(fault.faultName());
    }
    assertEquals(all, struck, "every fault strikes in a campaign");
  }

  /** What these seeds violated once. */
  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    // A function whose clock was ahead took an alarm for quiet too early.
    "capacity-zeroed, 63",
    "three-stack-wave, 181",
    // A pipeline's refresh was under way when the group was called recovered.
    "fleet-already-unhealthy, 875",
    // DynamoDB did not answer for two minutes, and a recovery broke off that had made it worse.
    "settings-made-worse, 3144",
    // A zone was balanced between the proof and the incident's end, which a pause put off.
    "no-capacity, 2886",
    // An alarm went off between the look at it and the word that a point was good.
    "shared-alarm, 77951",
    // An instance went between the look at its group and the word that the stack was well.
    "group-owned-by-stack, 3675",
    // CloudFormation throttled all three attempts at the only event, and an alarm told of that.
    "cleanup-failed, 104466"
  })
  @DisplayName("what was violated once is not violated again")
  void seeds(String scenario, long seed) {
    RehearsalResult result =
        new Rehearsals(Built.PRODUCTION).rehearse(scenario, seed, FaultSettings.HOSTILE);
    assertEquals(List.of(), result.violations());
  }

  @Test
  @DisplayName("an incident is told step by step, and ends as it ended")
  void replay() {
    Rehearsals rehearsals = new Rehearsals(Built.PRODUCTION);
    RehearsalResult once = rehearsals.rehearse("bad-launch-template", 63, FaultSettings.HOSTILE);
    RehearsalResult again = rehearsals.replay("bad-launch-template", 63, FaultSettings.HOSTILE);
    assertEquals(once.outcome(), again.outcome());
    assertEquals(once.recoverySeconds(), again.recoverySeconds());
    assertTrue(again.timeline().containsAll(once.timeline()));
    assertTrue(
        again.timeline().stream()
            .map(TimelineEntry::message)
            .anyMatch(
                said ->
                    said.contains("autoscaling:StartInstanceRefresh")
                        && said.contains("web leased to")
                        && said.contains("under fence")));
    for (String source : List.of("state", "function", "call", "fault")) {
      assertTrue(
          again.timeline().stream().anyMatch(entry -> entry.source().equals(source)), source);
    }
    assertFalse(once.timeline().stream().anyMatch(entry -> entry.source().equals("call")));
  }

  @Test
  @DisplayName("a seed says which scenario a campaign rehearses with it")
  void scenarioOfSeed() {
    Rehearsals rehearsals = new Rehearsals(Built.PRODUCTION);
    List<String> names = rehearsals.playable().stream().map(scenario -> scenario.name()).toList();
    assertEquals(names.getFirst(), rehearsals.scenarioOf(1));
    assertEquals(names.getLast(), rehearsals.scenarioOf(0));
    assertEquals(names.get(2), rehearsals.scenarioOf(3 + 5L * names.size()));
  }
}
