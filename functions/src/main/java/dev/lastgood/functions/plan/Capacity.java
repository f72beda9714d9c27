package dev.lastgood.functions.plan;

import dev.lastgood.functions.point.GroupBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the group's newest launches have failed for want of capacity. A group goes on in another
 * zone by itself, unless it must be balanced; see "AvailabilityZoneDistribution" in the Amazon EC2
 * Auto Scaling API Reference.
 *
 * @param obstacle why nothing can be launched at the moment, where nothing can
 * @param avoided zones that the group goes round
 */
record Capacity(Optional<String> obstacle, List<Considered> avoided) {
  private static final String BALANCED_ONLY = "balanced-only";

  /** The words of EC2 for it; see "Instance launch failures" in the Auto Scaling User Guide. */
  private static final List<String> WORDS =
      List.of("sufficient", "UnfulfillableCapacity", "vCPU capacity");

  static Capacity of(
      GroupBody goal, GroupBody live, List<Difference> differences, History history) {
    SortedMap<String, String> failing = new TreeMap<>();
    history
        .failingZones()
        .forEach(
            (zone, message) -> {
              if (WORDS.stream().anyMatch(message::contains)) {
                failing.put(zone, message);
              }
            });
    boolean sameTypes =
        differences.stream()
            .noneMatch(
                found ->
                    found.field().contains("nstanceType")
                        || found.field().contains("/overrides")
                        || found.field().equals("launchSource"));
    if (failing.isEmpty() || !sameTypes) {
      // What other types could not be had says nothing about those that the goal asks for.
      return new Capacity(Optional.empty(), List.of());
    }
    List<String> zones = goal.configuration().availabilityZones();
    String said = failing.firstEntry().getValue();
    if (failing.keySet().containsAll(zones)) {
      return new Capacity(
          Optional.of(
              "No instance can be launched: the newest launch failed in every zone of the group."
                  + " AWS says: "
                  + said),
          List.of());
    }
    if (mustBeBalanced(live) && zones.stream().anyMatch(failing::containsKey)) {
      return new Capacity(
          Optional.of(
              "The group must be balanced over its zones, and the newest launch failed in "
                  + String.join(", ", failing.keySet())
                  + ". AWS says: "
                  + said),
          List.of());
    }
    List<Considered> avoided = new ArrayList<>();
    failing.forEach(
        (zone, message) ->
            avoided.add(
                new Considered(
                    "Launch in " + zone,
                    "The newest launch there failed, so the group goes on in its other zones. AWS"
                        + " says: "
                        + message)));
    return new Capacity(Optional.empty(), List.copyOf(avoided));
  }

  private static boolean mustBeBalanced(GroupBody live) {
    return live.configuration()
        .furtherSettings()
        .map(settings -> settings.get("AvailabilityZoneDistribution"))
        .filter(
            distribution ->
                distribution instanceof Map<?, ?> map
                    && BALANCED_ONLY.equals(map.get("CapacityDistributionStrategy")))
        .isPresent();
  }
}
