package dev.lastgood.simulator.kernel;

/**
 * How often what goes wrong goes wrong. Rates are probabilities between 0 and 1, each per call or
 * per event.
 *
 * @param preset the name under which users choose it
 * @param throttleRate a call is refused by its service's throttle, on top of the modelled buckets
 * @param serverErrorRate a call is answered with a 5xx before it takes effect
 * @param slowRate a call takes {@code slowFactor} times as long
 * @param slowFactor see {@code slowRate}
 * @param timeoutAfterEffectRate a call takes effect and its answer is lost
 * @param crashRate a function dies at a call
 * @param duplicateEventRate an event is delivered twice
 * @param lateEventRate an event is delivered late, by up to {@code lateEventSecondsMax}
 * @param lateEventSecondsMax see {@code lateEventRate}
 * @param lostEventRate a best-effort event is never delivered
 */
public record FaultSettings(
    String preset,
    double throttleRate,
    double serverErrorRate,
    double slowRate,
    double slowFactor,
    double timeoutAfterEffectRate,
    double crashRate,
    double duplicateEventRate,
    double lateEventRate,
    double lateEventSecondsMax,
    double lostEventRate) {
  /** Nothing fails that the world itself does not make fail. */
  public static final FaultSettings NONE = new FaultSettings("none", 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);

  /** An ordinary day: throttles, server errors, slow calls, duplicate and late events. */
  public static final FaultSettings TYPICAL =
      new FaultSettings("typical", 0.01, 0.005, 0.02, 10, 0, 0, 0.05, 0.05, 60, 0.02);
}
