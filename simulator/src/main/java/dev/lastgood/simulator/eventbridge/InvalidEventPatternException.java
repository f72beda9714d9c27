package dev.lastgood.simulator.eventbridge;

/** An event pattern that EventBridge would refuse. */
public final class InvalidEventPatternException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidEventPatternException(String place, String reason) {
    super(
        "Event pattern is not valid"
            + (place.isEmpty() ? "" : " at " + place)
            + ". Reason: "
            + reason
            + ".");
  }
}
