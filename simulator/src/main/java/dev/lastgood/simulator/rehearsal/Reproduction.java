package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.kernel.FaultSettings;

/**
 * The least that has to go wrong for an incident to violate what it violated.
 *
 * @param scenario its scenario
 * @param seed its seed
 * @param invariant what is violated
 * @param faults the faults that are left, and how many strikes of them
 * @param extent how many of the scenario's targets, and how much of its time
 * @param rehearsals how many rehearsals it took to find out
 */
public record Reproduction(
    String scenario,
    long seed,
    String invariant,
    FaultSettings faults,
    Extent extent,
    int rehearsals) {}
