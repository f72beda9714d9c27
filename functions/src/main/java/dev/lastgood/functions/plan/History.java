package dev.lastgood.functions.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a group's own past tells: how long things take in it, and what has gone wrong of late.
 *
 * @param launchSeconds how long its launches took until the instance was in service, the newest
 *     first
 * @param refreshSeconds how long its refreshes took that replaced all instances at once, the newest
 *     first
 * @param failingZones zones in which the newest launch failed, and what AWS said of it
 * @param capacityBeforeRequests what the group wanted before somebody terminated instances of late
 *     in such a way that it wants fewer; 0 where nobody has
 */
public record History(
    List<Integer> launchSeconds,
    List<Integer> refreshSeconds,
    Map<String, String> failingZones,
    int capacityBeforeRequests) {
  /** Nothing is known. */
  public static final History UNKNOWN = new History(List.of(), List.of(), Map.of(), 0);

  /** Fewer say too little. */
  private static final int LAUNCHES_MIN = 5;

  /** Of older refreshes the group may have been another. */
  private static final int REFRESHES_MAX = 9;

  private static final int REFRESHES_MIN = 3;

  /** Copies its collections. */
  public History {
    launchSeconds = List.copyOf(launchSeconds);
    refreshSeconds = List.copyOf(refreshSeconds);
    failingZones = new TreeMap<>(failingZones);
  }

  /**
   * How long all but the slowest launches took.
   *
   * @return the ninth decile in seconds; empty where too few are known
   */
  Optional<Integer> launchTypically() {
    if (launchSeconds.size() < LAUNCHES_MIN) {
      return Optional.empty();
    }
    List<Integer> sorted = launchSeconds.stream().sorted().toList();
    return Optional.of(sorted.get((sorted.size() * 9 + 9) / 10 - 1));
  }

  /**
   * How long the refreshes took that replaced all at once.
   *
   * @return the median of the newest in seconds; empty where too few are known: one alone may have
   *     waited for one slow instance
   */
  Optional<Integer> refreshTypically() {
    List<Integer> sorted = refreshSeconds.stream().limit(REFRESHES_MAX).sorted().toList();
    return sorted.size() < REFRESHES_MIN
        ? Optional.empty()
        : Optional.of(sorted.get(sorted.size() / 2));
  }
}
