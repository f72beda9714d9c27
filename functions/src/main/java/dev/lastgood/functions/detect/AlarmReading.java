package dev.lastgood.functions.detect;

import java.time.Duration;
import java.time.Instant;

/**
 * An alarm as CloudWatch describes it now.
 *
 * @param name its name
 * @param state its state
 * @param transitionedAt since when it has been in that state
 */
public record AlarmReading(String name, State state, Instant transitionedAt) {
  /** The states of an alarm, and one for an alarm that does not exist. */
  public enum State {
    /** All is well. */
    OK,
    /** It breaches. */
    ALARM,
    /** There is too little data to tell, which is not quiet. */
    INSUFFICIENT_DATA,
    /** CloudWatch knows no alarm of that name. */
    MISSING
  }

  /**
   * Whether it has been OK without a break.
   *
   * @param now the instant that it is asked for
   * @param window for how long
   * @return false for every state but OK
   */
  public boolean isOkFor(Instant now, Duration window) {
    return state == State.OK && !transitionedAt.plus(window).isAfter(now);
  }
}
