package dev.lastgood.simulator.lambda;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ids as AWS services give them: random UUIDs, of a world's own chance. */
public final class RequestIds {
  private RequestIds() {}

  /**
   * The next id.
   *
   * @param chance the stream to draw from
   * @return a UUID of version 4 as text
   */
  public static String next(RandomGenerator chance) {
    long high = chance.nextLong() & 0xffffffffffff0fffL | 0x4000L;
    long low = chance.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
