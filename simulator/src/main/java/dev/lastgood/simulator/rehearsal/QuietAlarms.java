package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Since when a target's alarms have been OK. */
final class QuietAlarms {
  /** A look at the alarms, and the write after it, take no longer. */
  private static final Duration UNSEEN = Duration.ofSeconds(1);

  private final VirtualTime time;
  private final int windowSeconds;
  private final Map<String, Instant> okSince = new HashMap<>();
  private Instant changedAt = Instant.MIN;
  private Instant sinceBefore = Instant.MAX;

  /**
   * The alarms of a target, all of them OK.
   *
   * @param since since when
   */
  QuietAlarms(VirtualTime time, Target target, Instant since) {
    this.time = time;
    this.windowSeconds = target.stabilityWindowSeconds();
    target.alarmNames().forEach(name -> okSince.put(name, since));
  }

  /** An alarm, of this target or of another, comes into a state. */
  void changed(String alarmName, StateValue state) {
    if (okSince.containsKey(alarmName)) {
      sinceBefore = since();
      changedAt = time.now();
    }
    okSince.computeIfPresent(
        alarmName, (_, _) -> state == StateValue.OK ? time.now() : Instant.MAX);
  }

  /** Since when every alarm has been OK; far in the future if one is not. */
  Instant since() {
    return okSince.values().stream().max(Instant::compareTo).orElse(Instant.MAX);
  }

  /**
   * Whether every alarm has been OK for the target's stability window. What goes off between the
   * last look at it and the word that is written of it could not be seen.
   */
  boolean isQuiet(Instant now) {
    return isQuietSince(since(), now)
        || (changedAt.plus(UNSEEN).isAfter(now) && isQuietSince(sinceBefore, now));
  }

  private boolean isQuietSince(Instant since, Instant now) {
    return !since.isAfter(now.minusSeconds(windowSeconds));
  }
}
