package dev.lastgood.simulator.ec2;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes ids of the forms that AWS gives its resources, out of seeded chance. */
public final class Ids {
  private static final HexFormat HEX = HexFormat.of();

  private final RandomGenerator chance;

  /**
   * A source of ids.
   *
   * @param chance a stream that nothing else draws from
   */
  public Ids(RandomGenerator chance) {
    this.chance = chance;
  }

  /**
   * The id of an EC2 resource: a prefix and 17 hexadecimal digits.
   *
   * @param prefix such as {@code i-}
   * @return the id
   */
  public String resource(String prefix) {
    return prefix + "0" + HEX.toHexDigits(chance.nextLong());
  }

  /**
   * A random UUID.
   *
   * @return 36 characters
   */
  public String uuid() {
    long high = chance.nextLong() & 0xffffffffffff0fffL | 0x4000L;
    long low = chance.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
    String digits = HEX.toHexDigits(high) + HEX.toHexDigits(low);
    return String.join(
        "-",
        digits.substring(0, 8),
        digits.substring(8, 12),
        digits.substring(12, 16),
        digits.substring(16, 20),
        digits.substring(20));
  }
}
