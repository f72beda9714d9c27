package dev.lastgood.simulator.autoscaling;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What a group has tried to launch: calls under way, and failures, which make it wait. */
final class LaunchAttempts {
  private static final Duration PAUSE_MIN = Duration.ofSeconds(15);
  private static final Duration PAUSE_MAX = Duration.ofMinutes(5);

  /** How long a zone that refused a launch is left for the others. */
  private static final Duration ZONE_AVOIDED = Duration.ofMinutes(5);

  private final Map<String, Integer> underWayByZone = new HashMap<>();
  private final Map<String, Instant> refusedAt = new HashMap<>();
  private int underWay;
  private int unitsUnderWay;
  private int onDemandUnitsUnderWay;
  private int failuresInARow;
  private boolean zoneRetryDue;

  int underWay() {
    return underWay;
  }

  int underWay(String zone) {
    return underWayByZone.getOrDefault(zone, 0);
  }

  /** How many units of capacity the instances under way will count for. */
  int unitsUnderWay() {
    return unitsUnderWay;
  }

  int onDemandUnitsUnderWay() {
    return onDemandUnitsUnderWay;
  }

  void begin(String zone, int units, boolean spot) {
    underWay++;
    change(units, spot);
    underWayByZone.merge(zone, 1, Integer::sum);
  }

  private void change(int units, boolean spot) {
    unitsUnderWay += units;
    onDemandUnitsUnderWay += spot ? 0 : units;
  }

  void end(String zone, int units, boolean spot) {
    underWay--;
    change(-units, spot);
    underWayByZone.merge(zone, -1, Integer::sum);
  }

  void succeeded() {
    failuresInARow = 0;
  }

  /** What refused is left alone for a while: a zone by its name, or a subnet by its id. */
  void failed(String zoneOrSubnet, Instant now) {
    failuresInARow++;
    refusedAt.put(zoneOrSubnet, now);
  }

  boolean avoids(String zoneOrSubnet, Instant now) {
    return now.isBefore(avoidedUntil(zoneOrSubnet));
  }

  /** When what refused may be tried again; in the past where it never did. */
  Instant avoidedUntil(String zoneOrSubnet) {
    return refusedAt.getOrDefault(zoneOrSubnet, Instant.EPOCH).plus(ZONE_AVOIDED);
  }

  /** Whether another look at a zone that refused is due already. */
  boolean zoneRetryDue() {
    return zoneRetryDue;
  }

  void zoneRetryDue(boolean due) {
    zoneRetryDue = due;
  }

  /** How long to wait before the next try, on top of the control loop's own time. */
  Duration pause() {
    if (failuresInARow == 0) {
      return Duration.ZERO;
    }
    Duration pause = PAUSE_MIN.multipliedBy(1L << Math.min(failuresInARow - 1, 10));
    return pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause;
  }
}
