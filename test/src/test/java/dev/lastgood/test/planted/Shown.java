package dev.lastgood.test.planted;

import dev.lastgood.simulator.kernel.FaultSettings;

/**
 * The incidents among which a defect is caught, and what is said of it.
 *
 * @param scenario their scenario
 * @param faults how often what goes wrong goes wrong
 * @param seed the first one's seed
 * @param incidents how many there are
 * @param invariant how the invariant's name begins
 * @param detail what the violation says, among other things
 */
record Shown(
    String scenario,
    FaultSettings faults,
    long seed,
    int incidents,
    String invariant,
    String detail) {

  /** Not shown so far. */
  static final Shown NOWHERE = new Shown("", FaultSettings.NONE, 0, 0, "", "");

  /** In the first incident in which nothing goes wrong but what the scenario says. */
  static Shown at(String scenario, String invariant, String detail) {
    return new Shown(scenario, FaultSettings.NONE, 1, 1, invariant, detail);
  }

  /** In an incident with faults of its own. */
  static Shown under(
      String scenario, FaultSettings faults, long seed, String invariant, String detail) {
    return new Shown(scenario, faults, seed, 1, invariant, detail);
  }

  /** In a hostile incident. */
  static Shown hostile(String scenario, long seed, String invariant, String detail) {
    return new Shown(scenario, FaultSettings.HOSTILE, seed, 1, invariant, detail);
  }
}
