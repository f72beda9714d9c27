package dev.lastgood.test.planted;

import dev.lastgood.simulator.kernel.FaultSettings;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Scenario;
import dev.lastgood.simulator.rehearsal.Violation;
import java.util.ArrayList;
import java.util.List;

/** What one incident of a campaign shows. */
final class Catching {
  private Catching() {}

  /** What it violates, its scenario's outcome included where nothing may change that. */
  static List<Violation> violations(
      Rehearsals rehearsals, String scenario, long seed, FaultSettings faults) {
    RehearsalResult result = rehearsals.rehearse(scenario, seed, faults);
    List<Violation> violations = new ArrayList<>(result.violations());
    String expected =
        Rehearsals.scenarios().stream()
            .filter(candidate -> candidate.name().equals(scenario))
            .map(Scenario::outcome)
            .findFirst()
            .orElseThrow();
    if (!faults.changesOutcomes() && !result.outcome().equals(expected)) {
      violations.add(
          new Violation(
              seed,
              "the scenario's outcome",
              scenario + " ended as " + result.outcome() + " instead of " + expected));
    }
    return violations;
  }
}
