package dev.lastgood.cli;

import dev.lastgood.simulator.rehearsal.CampaignResult;
import dev.lastgood.simulator.rehearsal.ComparisonResult;
import dev.lastgood.simulator.rehearsal.Measured;
import dev.lastgood.simulator.rehearsal.RehearsalResult;
import dev.lastgood.simulator.rehearsal.Scenario;
import dev.lastgood.simulator.rehearsal.Strategy;

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

  /**
   * Lastgood promises the service well in time, or somebody told. Of the others nothing is wished:
   * they are measured.
   */
  static boolean isMet(ComparisonResult result) {
    return result.situations().stream()
        .map(situation -> situation.of(Strategy.LASTGOOD))
        .allMatch(
            of ->
                switch (of) {
                  case ComparisonResult.OfStrategy.Tried(_, Measured measured) ->
                      measured.notWellUntold() == 0;
                  case ComparisonResult.OfStrategy.Unavailable _ -> true;
                });
  }
}
