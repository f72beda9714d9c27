package dev.lastgood.cli;

import dev.lastgood.simulator.rehearsal.CampaignResult;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Scenario;

/** Whether a result is as wished. */
final class Wish {
  private Wish() {}

  /** A rehearsal must end as its scenario says, and break nothing that must always hold. */
  static boolean isMet(Scenario scenario, RehearsalResult result) {
    return result.outcome().equals(scenario.outcome()) && result.violations().isEmpty();
  }

  /**
   * A campaign must break nothing that must always hold. An outcome other than recovered can be
   * right under faults: telling a person in time is what the design promises then.
   */
  static boolean isMet(CampaignResult result) {
    return result.violations().isEmpty();
  }
}
