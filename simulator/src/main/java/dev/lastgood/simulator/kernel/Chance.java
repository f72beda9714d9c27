package dev.lastgood.simulator.kernel;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The one source of chance of a simulated world: every random choice and every id comes from its
 * seed.
 *
 * <p>Each use draws from a stream of its own name, so that one more draw in one service does not
 * change what happens in all others.
 *
 * @param seed what the whole run is a function of
 */
public record Chance(long seed) {
  /**
   * A stream of its own.
   *
   * @param name what it is for; the same name gives the same numbers
   * @return a generator for this use alone
   */
  public RandomGenerator stream(String name) {
    // FNV-1a over the name: String.hashCode maps too many short names onto neighbours.
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return new SplittableRandom(new SplittableRandom(seed ^ hash).nextLong() + seed);
  }
}
