package dev.lastgood.functions.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an environment is deployed.
 *
 * @param emails the addresses that notices are sent to; each must be confirmed by its owner
 * @param logDays how long logs are kept; one of the figures that CloudWatch Logs knows
 * @param noncurrentDays how long replaced versions of points and plans are kept
 * @param objectLockDays for how long nobody may delete a version of a point, where that is wanted
 * @param architecture the functions' processor
 * @param reservedConcurrency the most invocations at a time of functions for which it is reserved,
 *     by the functions' names, such as {@code act}
 */
public record Deployment(
    List<String> emails,
    int logDays,
    int noncurrentDays,
    Optional<Integer> objectLockDays,
    Architecture architecture,
    Map<String, Integer> reservedConcurrency) {
  /** What an environment has that says nothing of all this. */
  public static final Deployment DEFAULT =
      new Deployment(List.of(), 90, 90, Optional.empty(), Architecture.ARM64, Map.of());

  /** A processor that Lambda offers. */
  public enum Architecture {
    /** AWS Graviton: the default, for its price. */
    ARM64,
    /** Intel and AMD. */
    X86_64
  }

  /** Copies its lists. */
  public Deployment {
    emails = List.copyOf(emails);
    reservedConcurrency = Collections.unmodifiableMap(new TreeMap<>(reservedConcurrency));
  }
}
