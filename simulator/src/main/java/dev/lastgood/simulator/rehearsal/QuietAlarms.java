package dev.lastgood.simulator.rehearsal;

import dev.lastgood.functions.config.Target;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Since when a target's alarms have been OK. */
final class QuietAlarms {
  private final VirtualTime time;
  private final int windowSeconds;
  private final Map<String, Instant> okSince = new HashMap<>();

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
    okSince.computeIfPresent(
        alarmName, (_, _) -> state == StateValue.OK ? time.now() : Instant.MAX);
  }

  /** Since when every alarm has been OK; far in the future if one is not. */
  Instant since() {
    return okSince.values().stream().max(Instant::compareTo).orElse(Instant.MAX);
  }

  /** Whether every alarm has been OK for the target's stability window. */
  boolean isQuiet(Instant now) {
    return !since().isAfter(now.minusSeconds(windowSeconds));
  }
}
