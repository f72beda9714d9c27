package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.simulator.kernel.Fault;
import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.test.Built;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What goes wrong for long, with nothing else going wrong")
class LastingFaultsTest {
  private static final int SEEDS = 12;

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    // Instances that wait for hooks are abandoned until the time runs out.
    "unanswered-hook, lifecycle-hooks, ESCALATED",
    // One quota in four is that of instance refreshes, of change sets, of versions, of snapshots.
    "service-quota, bad-launch-template, ESCALATED RECOVERED",
    "service-quota, stack-update-breaks-service, ESCALATED RECOVERED",
    "service-quota, template-version-deleted, ESCALATED RECOVERED",
    "service-quota, data-protected, ESCALATED RECOVERED",
    // A companion that fails by itself keeps the alarm that it shares from being quiet.
    "shared-failure, shared-alarm, ESCALATED RECOVERED",
    "shared-failure, three-stack-wave, RECOVERED",
    // A redriven execution does nothing; another one goes on with what Step Functions ended.
    "redriven-execution, execution-failed, RECOVERED",
    "redriven-execution, execution-aborted, ESCALATED",
    // An alarm without data is not quiet: the proof waits for it as long as there is time.
    "missing-data, bad-launch-template, RECOVERED",
    "missing-data, stack-update-breaks-service, RECOVERED",
    // What is put back before the refresh ends is replaced; after it, it is told to a person.
    "stray-instance, bad-launch-template, ESCALATED RECOVERED",
    "stray-instance, rollout-irreversible, ESCALATED RECOVERED"
  })
  @DisplayName("strikes, does no harm, and ends as it has to")
  void strikes(String faultName, String scenario, String outcomes) {
    Fault fault = Fault.named(faultName).orElseThrow();
    Rehearsals rehearsals = new Rehearsals(Built.PRODUCTION);
    Set<String> ended = new TreeSet<>();
    boolean struck = false;
    for (long seed = 1; seed <= SEEDS; seed++) {
      RehearsalResult result =
          rehearsals.rehearse(scenario, seed, FaultSettings.NONE.with(fault, 1));
      assertEquals(List.of(), result.violations(), scenario + " " + seed);
      ended.add(result.outcome());
      struck |=
          result.timeline().stream()
              .anyMatch(
                  entry -> entry.source().equals("fault") && entry.message().startsWith(faultName));
    }
    assertTrue(struck, "it never struck");
    assertEquals(new TreeSet<>(List.of(outcomes.split(" "))), ended);
  }

  @ParameterizedTest(name = "seed {0}")
  @CsvSource({"9", "13", "65", "156", "170", "261", "268", "275"})
  @DisplayName("a redriven execution once closed the incident that another was working on")
  void redriven(long seed) {
    RehearsalResult result =
        new Rehearsals(Built.PRODUCTION)
            .rehearse(
                "execution-failed", seed, FaultSettings.NONE.with(Fault.REDRIVEN_EXECUTION, 1));
    assertEquals(List.of(), result.violations());
    assertEquals("RECOVERED", result.outcome());
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"two-incidents-at-once, RECOVERED", "export-gone, ESCALATED"})
  @DisplayName("incidents side by side over what two targets share end as each has to")
  void sideBySide(String scenario, String outcome) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      RehearsalResult result =
          new Rehearsals(Built.PRODUCTION).rehearse(scenario, seed, FaultSettings.TYPICAL);
      assertEquals(List.of(), result.violations(), scenario + " " + seed);
      assertEquals(outcome, result.outcome());
    }
  }
}
