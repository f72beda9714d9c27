package dev.lastgood.functions.restorable;

import java.util.List;
import java.util.Map;

/** The network interfaces that launch data ask for, by the API's names. */
final class NetworkInterfaces {
  static final String FIELD = "NetworkInterfaces";

  /** A prefix of IPv4 addresses is a /28. */
  private static final int ADDRESSES_OF_PREFIX = 16;

  private NetworkInterfaces() {}

  /** None where the data leave them to EC2, which then makes one. */
  static List<Map<?, ?>> of(Map<String, Object> data) {
    return data.get(FIELD) instanceof List<?> list
        ? list.stream()
            .filter(Map.class::isInstance)
            .<Map<?, ?>>map(networkInterface -> (Map<?, ?>) networkInterface)
            .toList()
        : List.of();
  }

  /** How many IPv4 addresses of its subnet one takes. */
  static int addresses(Map<?, ?> networkInterface) {
    int listed =
        networkInterface.get("PrivateIpAddresses") instanceof List<?> list ? list.size() : 1;
    return Math.max(1, listed)
        + number(networkInterface, "SecondaryPrivateIpAddressCount")
        + ADDRESSES_OF_PREFIX * number(networkInterface, "Ipv4PrefixCount");
  }

  private static int number(Map<?, ?> networkInterface, String name) {
    return networkInterface.get(name) instanceof Number number ? number.intValue() : 0;
  }
}
