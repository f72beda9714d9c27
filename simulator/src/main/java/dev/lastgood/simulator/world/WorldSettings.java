package dev.lastgood.simulator.world;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.simulator.kernel.FaultSettings;
import java.time.Instant;

/**
 * What a world is a function of.
 *
 * @param configuration the environment that Lastgood is deployed for
 * @param seed where all chance comes from
 * @param faults how often what goes wrong goes wrong
 * @param bytesEvery every how many-th payload passes through JSON text; 1 for all
 */
public record WorldSettings(
    Configuration configuration, long seed, FaultSettings faults, int bytesEvery) {
  /** When every world begins. */
  public static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
}
