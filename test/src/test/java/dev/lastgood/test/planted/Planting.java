package dev.lastgood.test.planted;

import dev.lastgood.simulator.installation.Installation;
import java.nio.file.Path;

/** Puts one mistake into an installation. */
@FunctionalInterface
interface Planting {
  /**
   * The installation with the mistake.
   *
   * @param right as it is built
   * @param folder where a changed template may be kept
   */
  Installation in(Installation right, Path folder);

  /** The same with what belongs to the same mistake elsewhere in the code. */
  default Planting and(Planting other) {
    return (right, folder) -> other.in(in(right, folder), folder);
  }
}
