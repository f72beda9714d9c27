package dev.lastgood.simulator.eventbridge;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses of a range, IPv4 or IPv6.
 *
 * @param network the range's first address, 4 or 16 bytes
 * @param bits how many leading bits an address shares with it
 */
record CidrMatcher(byte[] network, int bits) implements ValueMatcher {
  /** Java would take fewer than four numbers, and the names of network interfaces, too. */
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /** Reads one, such as {@code 10.0.0.0/24}; an address alone is a range of one. */
  static CidrMatcher parse(String place, String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    byte[] network =
        bytes(address)
            .orElseThrow(
                () -> new InvalidEventPatternException(place, "no address range: " + text));
    int bitsMax = network.length * Byte.SIZE;
    String length = slash < 0 ? Integer.toString(bitsMax) : text.substring(slash + 1);
    if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > bitsMax) {
      throw new InvalidEventPatternException(place, "no address range: " + text);
    }
    return new CidrMatcher(network, Integer.parseInt(length));
  }

  @Override
  public boolean matches(Object value) {
    return value instanceof String text && bytes(text).map(this::contains).orElse(false);
  }

  private boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if ((address[bit / Byte.SIZE] & mask) != (network[bit / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<byte[]> bytes(String address) {
    if (!ADDRESS.matcher(address).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(address).getAddress());
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }
}
