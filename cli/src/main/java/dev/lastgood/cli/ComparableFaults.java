package dev.lastgood.cli;

import dev.lastgood.simulator.kernel.FaultSettings;
import java.util.Iterator;

/** The fault settings under which strategies can be compared: those that change no outcome. */
final class ComparableFaults implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return FaultPresets.ALL.stream()
        .filter(preset -> !preset.changesOutcomes())
        .map(FaultSettings::preset)
        .iterator();
  }
}
