package dev.lastgood.test.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.test.Built;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A stack whose recovery ended otherwise once")
class StackSeedsTest {
  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    // The alarms were OK again while the stack was stuck in UPDATE_ROLLBACK_FAILED.
    "nested-stack-fails, 385, RECOVERED",
    // Three updates of CloudFormation took longer than a deadline of 15 minutes.
    "three-stack-wave, 547, RECOVERED",
    // Replacing databases took longer than a deadline of two hours.
    "data-protected, 313897, RECOVERED",
    "data-protected, 316117, RECOVERED",
    // What an aborted recovery had begun left the next incident nothing to do.
    "stack-execution-aborted, 113, ESCALATED"
  })
  @DisplayName("ends as its scenario asks")
  void seeds(String scenario, long seed, String outcome) {
    RehearsalResult result =
        new Rehearsals(Built.PRODUCTION).rehearse(scenario, seed, FaultSettings.TYPICAL);
    assertEquals(List.of(), result.violations());
    assertEquals(outcome, result.outcome());
  }
}
