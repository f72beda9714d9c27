package dev.lastgood.simulator.rehearsal;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What rehearsals have come through, and what none of them has.
 *
 * @param states how often each state was entered, by {@code machine: state}
 * @param retries how often a state's task was tried again, by {@code machine: state}
 * @param catches how often a failure was caught, by {@code machine: state -> next state}
 * @param strikes how often a fault struck a function, by {@code fault at function}
 * @param decisions how often a row of the decision tables was met: {@code stack: status ->
 *     decision}, and {@code group: action} of the plans of groups
 * @param never what was never reached, each in words
 */
public record CoverageReport(
    Map<String, Integer> states,
    Map<String, Integer> retries,
    Map<String, Integer> catches,
    Map<String, Integer> strikes,
    Map<String, Integer> decisions,
    List<String> never) {
  /** Copies its collections, sorted. */
  public CoverageReport {
    states = sorted(states);
    retries = sorted(retries);
    catches = sorted(catches);
    strikes = sorted(strikes);
    decisions = sorted(decisions);
    never = List.copyOf(never);
  }

  private static Map<String, Integer> sorted(Map<String, Integer> counts) {
    return Collections.unmodifiableMap(new TreeMap<>(counts));
  }
}
