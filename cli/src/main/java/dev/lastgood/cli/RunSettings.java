package dev.lastgood.cli;

import dev.lastgood.simulator.kernel.FaultSettings;

/**
 * What a run can be repeated with, beside its scenario and configuration.
 *
 * @param seed what all chance comes from
 * @param faults how often AWS itself fails
 * @param version the tool's version
 */
record RunSettings(long seed, FaultSettings faults, String version) {
  /** In words: what is printed above every result. */
  String told() {
    return "seed "
        + seed
        + ", "
        + FaultOptions.of(faults).replaceFirst("--", "").replace(" --", ", ")
        + ", version "
        + version;
  }
}
