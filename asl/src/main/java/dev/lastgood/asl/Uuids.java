package dev.lastgood.asl;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Random UUIDs (version 4) from the injected source of chance. */
final class Uuids {

  private Uuids() {}

  static String next(RandomGenerator random) {
    long most = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    long least = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(most, least).toString();
  }
}
