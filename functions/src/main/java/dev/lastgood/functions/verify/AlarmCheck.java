package dev.lastgood.functions.verify;

import dev.lastgood.functions.config.Target;
import dev.lastgood.functions.detect.AlarmReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether every alarm has been OK for the stability window; judging has no effects.
 *
 * @param missing what is not as it should be, a sentence an alarm; none where all is quiet
 * @param waitSeconds how long to wait before asking again, where it is not
 */
record AlarmCheck(List<String> missing, int waitSeconds) {
  /** Nothing is missing. */
  static final AlarmCheck QUIET = new AlarmCheck(List.of(), 1);

  /**
   * The longest wait: how far a recovery is stays visible, every 20 s. While an alarm is not OK
   * there is nothing to be gained by looking more often, since the whole window follows once it is.
   */
  private static final int WAIT_SECONDS_MAX = 12;

  AlarmCheck {
    missing = List.copyOf(missing);
  }

  static AlarmCheck judge(Target target, List<AlarmReading> alarms, Instant now) {
    Duration window = Duration.ofSeconds(target.stabilityWindowSeconds());
    AlarmCheck all = QUIET;
    for (AlarmReading alarm : alarms) {
      if (!alarm.isOkFor(now, window)) {
        all = all.and(lacking(alarm, window, now));
      }
    }
    return all;
  }

  private static AlarmCheck lacking(AlarmReading alarm, Duration window, Instant now) {
    if (alarm.state() != AlarmReading.State.OK) {
      return new AlarmCheck(
          List.of("The alarm " + alarm.name() + " is " + alarm.state() + "."), WAIT_SECONDS_MAX);
    }
    // The window ends at a known instant: the next look comes just after it.
    long left =
        Duration.between(now, alarm.transitionedAt().plus(window)).plusSeconds(1).toSeconds();
    return new AlarmCheck(
        List.of(
            "The alarm " + alarm.name() + " is OK, for less than " + window.toSeconds() + " s."),
        (int) Math.min(WAIT_SECONDS_MAX, left));
  }

  /** Both together: all that is missing, and the longer wait. */
  AlarmCheck and(AlarmCheck other) {
    List<String> both = new ArrayList<>(missing);
    both.addAll(other.missing);
    return new AlarmCheck(both, Math.max(waitSeconds, other.waitSeconds));
  }
}
