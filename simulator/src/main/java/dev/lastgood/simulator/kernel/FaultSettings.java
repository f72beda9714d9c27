package dev.lastgood.simulator.kernel;

import java.util.EnumMap;
import java.util.Map;

/**
 * How often what goes wrong goes wrong.
 *
 * @param preset the name under which users choose it
 * @param rates probabilities between 0 and 1, each per {@link Fault#per()}; what is not in it never
 *     happens
 * @param lateEventSecondsMax how late an event is at most
 * @param strikesMax after so many strikes nothing goes wrong any more: by it the shortest history
 *     of a violation is found
 */
public record FaultSettings(
    String preset, Map<Fault, Double> rates, double lateEventSecondsMax, int strikesMax) {
  /** Nothing fails that the world itself does not make fail. */
  public static final FaultSettings NONE =
      new FaultSettings("none", Map.of(), 60, Integer.MAX_VALUE);

  /** An ordinary day: throttles, server errors, slow calls, duplicate and late events. */
  public static final FaultSettings TYPICAL =
      new FaultSettings(
          "typical",
          Map.of(
              Fault.THROTTLE, 0.01,
              Fault.SERVER_ERROR, 0.005,
              Fault.SLOW, 0.02,
              Fault.DUPLICATE_EVENT, 0.05,
              Fault.LATE_EVENT, 0.05,
              Fault.LOST_EVENT, 0.02),
          60,
          Integer.MAX_VALUE);

  /** All that can go wrong, far more often than it does. */
  public static final FaultSettings HOSTILE =
      new FaultSettings(
          "hostile",
          Map.ofEntries(
              Map.entry(Fault.THROTTLE, 0.02),
              Map.entry(Fault.SERVER_ERROR, 0.01),
              Map.entry(Fault.SLOW, 0.02),
              Map.entry(Fault.LOST_ANSWER, 0.01),
              Map.entry(Fault.CRASH, 0.005),
              Map.entry(Fault.PAUSE, 0.005),
              Map.entry(Fault.CONFLICT, 0.01),
              Map.entry(Fault.DUPLICATE_EVENT, 0.1),
              Map.entry(Fault.LATE_EVENT, 0.1),
              Map.entry(Fault.LOST_EVENT, 0.1),
              Map.entry(Fault.OUTAGE, 0.15),
              Map.entry(Fault.LOW_THROTTLE, 0.15),
              Map.entry(Fault.CLOCK_SKEW, 0.1),
              Map.entry(Fault.ABORTED_EXECUTION, 0.03),
              Map.entry(Fault.REDRIVEN_EXECUTION, 0.2),
              Map.entry(Fault.DOUBLE_START, 0.1),
              Map.entry(Fault.NEVER_HEALTHY, 0.01),
              Map.entry(Fault.UNANSWERED_HOOK, 0.03),
              Map.entry(Fault.NO_CAPACITY, 0.05),
              Map.entry(Fault.INSTANCE_QUOTA, 0.05),
              Map.entry(Fault.SERVICE_QUOTA, 0.1),
              Map.entry(Fault.SECOND_FAILURE, 0.05),
              Map.entry(Fault.SHARED_FAILURE, 0.3),
              Map.entry(Fault.COLLIDING_DEPLOYMENT, 0.05),
              Map.entry(Fault.MISSING_DATA, 0.1),
              Map.entry(Fault.STRAY_INSTANCE, 0.05),
              Map.entry(Fault.UNRULY_APPROVAL, 0.3)),
          2 * 3600,
          Integer.MAX_VALUE);

  /** Copies the rates, and refuses what is no probability. */
  public FaultSettings {
    EnumMap<Fault, Double> copy = new EnumMap<>(Fault.class);
    rates.forEach(
        (fault, rate) -> {
          if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException(
                "The rate of " + fault.faultName() + " is a number from 0 to 1, not " + rate + ".");
          }
          if (rate > 0) {
            copy.put(fault, rate);
          }
        });
    rates = java.util.Collections.unmodifiableMap(copy);
  }

  /**
   * How often a fault strikes.
   *
   * @param fault the fault
   * @return a probability per {@link Fault#per()}
   */
  public double rate(Fault fault) {
    return rates.getOrDefault(fault, 0.0);
  }

  /**
   * Whether incidents may end otherwise than their scenarios ask.
   *
   * @return true where faults strike that no recovery can be safe from
   */
  public boolean changesOutcomes() {
    return rates.keySet().stream().anyMatch(Fault::changesOutcomes);
  }

  /**
   * The same with another rate of one fault.
   *
   * @param fault the fault
   * @param rate how often; 0 switches it off
   * @return new settings under the same name
   */
  public FaultSettings with(Fault fault, double rate) {
    EnumMap<Fault, Double> changed = new EnumMap<>(Fault.class);
    changed.putAll(rates);
    changed.put(fault, rate);
    return new FaultSettings(preset, changed, lateEventSecondsMax, strikesMax);
  }

  /**
   * The same, in which only so much goes wrong.
   *
   * @param strikes how many strikes there are at most
   * @return new settings under the same name
   */
  public FaultSettings withStrikesMax(int strikes) {
    return new FaultSettings(preset, rates, lateEventSecondsMax, strikes);
  }
}
