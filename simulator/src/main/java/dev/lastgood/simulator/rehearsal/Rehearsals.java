package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.simulator.kernel.FaultSettings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Rehearses incidents of one environment on the simulated AWS. */
public final class Rehearsals {
  private final Configuration configuration;

  /**
   * Rehearsals in one environment.
   *
   * @param configuration its targets are what goes wrong
   */
  public Rehearsals(Configuration configuration) {
    this.configuration = Objects.requireNonNull(configuration);
  }

  /**
   * What can be rehearsed.
   *
   * @return in the order in which users should read them; the first is what is rehearsed where no
   *     other is asked for
   */
  public static List<Scenario> scenarios() {
    return List.of(
        new Scenario(
            "bad-deployment",
            "A deployment makes every new instance answer with errors; the group is brought back to"
                + " its last good recovery point.",
            "RECOVERED"));
  }

  /**
   * Rehearses one incident.
   *
   * @param scenario the name of one of the {@link #scenarios()}
   * @param seed what all chance comes from
   * @param faults how often what goes wrong goes wrong
   * @return what it came to
   */
  public RehearsalResult rehearse(String scenario, long seed, FaultSettings faults) {
    throw new UnsupportedOperationException(
        "No rehearsal of " + scenario + " in " + configuration.environment() + " yet.");
  }

  /**
   * Rehearses many incidents.
   *
   * @param scenario the name of one of the {@link #scenarios()}; empty for all of them in turn
   * @param incidents how many, at least one
   * @param seed what all chance comes from
   * @param faults how often what goes wrong goes wrong
   * @param progress told how far it is
   * @return what they came to
   */
  public CampaignResult campaign(
      Optional<String> scenario,
      int incidents,
      long seed,
      FaultSettings faults,
      Progress progress) {
    throw new UnsupportedOperationException(
        "No campaign in " + configuration.environment() + " yet.");
  }
}
