package dev.lastgood.simulator.rehearsal;

import dev.lastgood.simulator.world.SimulatedWorld;
import java.util.List;
import java.util.stream.Collectors;

/** What the groups of an account share: a network, a security group and a key pair. */
final class Surroundings {
  /** What lets requests reach the instances. */
  static final String SECURITY_GROUP = "sg-0123456789abcdef0";

  /** With what engineers log in to the instances. */
  static final String KEY_PAIR = "web";

  private static final List<String> ZONES = List.of("a", "b", "c");
  private static final int ADDRESSES = 200;

  private Surroundings() {}

  /** Makes them in a world that has nothing yet. */
  static void build(SimulatedWorld world) {
    world.ec2().prerequisites().addSecurityGroup(SECURITY_GROUP, "web");
    world.ec2().prerequisites().addKeyPair(KEY_PAIR);
    for (String zone : ZONES) {
      world.ec2().addSubnet(subnet(zone), world.account().region() + zone, ADDRESSES);
    }
  }

  /** The subnets, one a zone, as a group names them. */
  static String subnets() {
    return ZONES.stream().map(Surroundings::subnet).collect(Collectors.joining(","));
  }

  /** The zones' names. */
  static List<String> zones(SimulatedWorld world) {
    return ZONES.stream().map(zone -> world.account().region() + zone).toList();
  }

  private static String subnet(String zone) {
    return "subnet-0000000000000000" + zone;
  }
}
