package dev.lastgood.cli;

import dev.lastgood.simulator.rehearsal.Rehearsals;
import dev.lastgood.simulator.rehearsal.Scenario;
import java.util.Iterator;

/** The scenarios' names, for shells to complete. */
final class ScenarioNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Rehearsals.scenarios().stream().map(Scenario::name).iterator();
  }
}
