package dev.lastgood.simulator.kernel;

import java.util.List;
import java.util.Map;

/**
 * An event as a service hands it to EventBridge; the bus adds id, account, Region and time.
 *
 * @param source such as {@code aws.cloudwatch}
 * @param detailType such as {@code CloudWatch Alarm State Change}
 * @param resources the ARNs that it is about
 * @param detail the event's own part, as JSON values: maps, lists, strings, numbers, booleans, null
 * @param delivery what the service promises
 */
public record ServiceEvent(
    String source,
    String detailType,
    List<String> resources,
    Map<String, Object> detail,
    Delivery delivery) {
  /**
   * What it is about.
   *
   * @return for people
   */
  public String says() {
    return detailType + " of " + String.join(", ", resources);
  }

  /**
   * What a service promises of its events; see "Events from AWS services" in EventBridge's guide.
   */
  public enum Delivery {
    /** The event may never be sent. */
    BEST_EFFORT,
    /** The event is sent at least once. */
    DURABLE
  }
}
