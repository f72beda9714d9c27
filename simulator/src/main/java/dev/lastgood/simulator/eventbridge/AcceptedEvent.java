package dev.lastgood.simulator.eventbridge;

import java.time.Instant;
import java.util.Map;

/**
 * An event that the bus has accepted.
 *
 * @param id the bus's id, the same in each of its deliveries
 * @param acceptedAt when it reached the bus
 * @param json the whole event as targets get it, as JSON values; not to be changed
 */
public record AcceptedEvent(String id, Instant acceptedAt, Map<String, Object> json) {
  /**
   * What it is about.
   *
   * @return for people
   */
  public String says() {
    return json.get("detail-type") + " of " + json.get("resources");
  }
}
