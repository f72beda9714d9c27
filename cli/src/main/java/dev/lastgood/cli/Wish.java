package dev.lastgood.cli;

import dev.lastgood.simulator.rehearsal.CampaignResult;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Scenario;

/** Whether a result is as wished. */
final class Wish {
  private Wish() {}

  /**
   * A rehearsal must break nothing that must always hold, and end as its scenario says, unless more
   * goes wrong than a recovery can be safe from.
   */
  static boolean isMet(Scenario scenario, RehearsalResult result, RunSettings settings) {
    return (result.outcome().equals(scenario.outcome()) || settings.faults().changesOutcomes())
        && result.violations().isEmpty();
  }

  /**
   * A campaign must break nothing that must always hold. An outcome other than recovered can be
   * right under faults: telling a person in time is what the design promises then.
   */
  static boolean isMet(CampaignResult result) {
    return result.violations().isEmpty();
  }
}
