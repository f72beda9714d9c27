package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.access.Permission;
import dev.lastgood.simulator.access.Refusal;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a campaign of many rehearsals came to. How fast it ran in real time is not part of it: the
 * same arguments give an equal result on any machine.
 *
 * @param incidents how many incidents there were
 * @param seed the campaign's seed, from which each incident's own is derived
 * @param faults the name of the fault settings
 * @param outcomes how many incidents ended in each outcome
 * @param withinDeadline how many had their outcome by their deadline
 * @param recoverySeconds the recovered incidents' times, simulated
 * @param violations what did not hold, each with the seed of its incident; empty as wished
 * @param shares how the times are divided
 * @param refused calls and deliveries that the template's policies do not allow; empty as wished
 * @param unused what the policies permit and no incident of the campaign has used
 * @param coverage what the campaign has come through, and what not
 * @param reproductions the least that has to go wrong for the first violations
 */
public record CampaignResult(
    int incidents,
    long seed,
    String faults,
    SortedMap<String, Integer> outcomes,
    int withinDeadline,
    Percentiles recoverySeconds,
    List<Violation> violations,
    SharePercentiles shares,
    List<Refusal> refused,
    List<Permission> unused,
    CoverageReport coverage,
    List<Reproduction> reproductions) {

  /** Copies its collections. */
  public CampaignResult {
    outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
    violations = List.copyOf(violations);
    refused = List.copyOf(refused);
    unused = List.copyOf(unused);
    reproductions = List.copyOf(reproductions);
  }
}
