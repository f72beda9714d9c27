package dev.lastgood.functions.policy;

import dev.lastgood.functions.config.Mode;
import java.util.Optional;

/**
 * What a person allows at the moment.
 *
 * @param globalStop why nothing at all may be changed; empty where that is not so
 * @param mode the target's mode
 */
public record Permission(Optional<String> globalStop, Mode mode) {
  /**
   * Whether a change that is planned, and approved where that is asked, may be made now.
   *
   * @return false under the global stop and in mode {@code observe}
   */
  public boolean allowsChange() {
    return globalStop.isEmpty() && mode != Mode.OBSERVE;
  }

  /**
   * Why no change may be made.
   *
   * @return a sentence
   * @throws IllegalStateException where a change may be made
   */
  public String refusal() {
    if (globalStop.isPresent()) {
      return "The global stop is set: " + globalStop.get();
    }
    if (mode == Mode.OBSERVE) {
      return "The target's mode is observe: Lastgood decides and tells, and changes nothing.";
    }
    throw new IllegalStateException("A change may be made.");
  }
}
