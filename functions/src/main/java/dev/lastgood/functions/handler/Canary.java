package dev.lastgood.functions.handler;

import java.util.Map;

/**
 * What a schedule sends to each function once a day, so that its SnapStart snapshot is not deleted
 * for want of use and a function that cannot start is noticed before it is needed: {@code
 * {"canary":true}}. It is answered before the handler's own reading, and nothing is done. See
 * "Improving startup performance with Lambda SnapStart" in the AWS Lambda Developer Guide.
 */
public final class Canary {
  /** The metric that each canary counts, by function. */
  public static final String METRIC = "Canary";

  /** What each canary is answered with. */
  public static final Map<String, String> ANSWER = Map.of("canary", "ok");

  private Canary() {}

  /**
   * Whether an event is a canary.
   *
   * @param event JSON values
   * @return true where it is nothing else
   */
  public static boolean is(Object event) {
    return event instanceof Map<?, ?> map
        && map.size() == 1
        && Boolean.TRUE.equals(map.get("canary"));
  }

  /**
   * What a canary is a metric of.
   *
   * @param functionName the function that answered it
   * @return the metric's dimensions
   */
  public static Map<String, String> of(String functionName) {
    return Map.of("Function", functionName);
  }
}
