package dev.lastgood.functions.restorable;

import dev.lastgood.functions.point.LostSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What was found of all that a point needs.
 *
 * @param sources what of its launch templates and configurations is lost
 * @param imageStates the state of each image that exists, such as {@code available}, by its id
 * @param subnets the subnets that exist, by their ids
 * @param securityGroups the ids and names, of those needed, that exist
 * @param keyNames the key pairs, of those needed, that exist
 * @param targetGroupArns the target groups, of those needed, that exist
 * @param launch what a launch would meet; empty where that was not looked at, and then room is not
 *     asked for either
 */
public record Facts(
    Look<Sources> sources,
    Look<Map<String, String>> imageStates,
    Look<Map<String, Subnet>> subnets,
    Look<Set<String>> securityGroups,
    Look<Set<String>> keyNames,
    Look<Set<String>> targetGroupArns,
    Optional<Launch> launch) {

  /**
   * The same facts, and what a launch would meet.
   *
   * @param found what it would meet
   * @return a copy
   */
  public Facts with(Launch found) {
    return new Facts(
        sources,
        imageStates,
        subnets,
        securityGroups,
        keyNames,
        targetGroupArns,
        Optional.of(found));
  }

  /**
   * What became of what a point launches from.
   *
   * @param lost what is lost
   * @param withoutUserData the versions among them whose user data is not kept any more, so that
   *     they cannot be made again
   */
  public record Sources(List<LostSource> lost, List<LostSource.Version> withoutUserData) {
    /** Copies its lists. */
    public Sources {
      lost = List.copyOf(lost);
      withoutUserData = List.copyOf(withoutUserData);
    }
  }

  /**
   * A subnet.
   *
   * @param availabilityZone its zone
   * @param state {@code available}, or why it is not
   * @param freeAddresses how many IPv4 addresses are free; empty where it has none to give out,
   *     because it is of IPv6 alone, and enough
   */
  public record Subnet(String availabilityZone, String state, OptionalInt freeAddresses) {}

  /**
   * What a launch would meet.
   *
   * @param refusals why a launch was refused when it was tried without being carried out
   * @param quota the quota that the instances count against; empty where none of them does
   */
  public record Launch(Look<List<String>> refusals, Look<Optional<Quota>> quota) {}

  /**
   * The quota of vCPUs of "Running On-Demand Standard instances".
   *
   * @param vcpusMax how many may run
   * @param vcpusUsed how many do
   * @param vcpusByType how many an instance of each type has; types that count against another
   *     quota are not in it
   */
  public record Quota(int vcpusMax, int vcpusUsed, Map<String, Integer> vcpusByType) {
    /** Copies its map. */
    public Quota {
      vcpusByType = Map.copyOf(vcpusByType);
    }

    /** How many vCPUs instances take of it. */
    int needed(Needs.Room room) {
      int all = 0;
      for (String type : room.typesOfInstances()) {
        all += vcpusByType.getOrDefault(type, 0);
      }
      return Math.toIntExact(Math.ceilDiv((long) all * room.onDemandCapacity(), room.capacity()));
    }
  }
}
