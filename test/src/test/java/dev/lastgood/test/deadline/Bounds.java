package dev.lastgood.test.deadline;

import dev.lastgood.functions.detect.DetectHandler;
import dev.lastgood.functions.recover.ActHandler;
import dev.lastgood.functions.sweep.SweepHandler;
import java.util.List;

/** The sums: how long the orchestrator takes at worst, in seconds, from a template's figures. */
record Bounds(Deployed deployed) {
  /** What the design allows past the deadline while the incident's execution lives. */
  static final int GRACE = 30;

  /** What the design allows from the loss of the execution, or of the ledger. */
  static final int ORPHAN_GRACE = 150;

  /**
   * Lambda tries an event again after one minute and after two: "Error handling for asynchronous
   * invocations" in the AWS Lambda Developer Guide.
   */
  private static final List<Integer> LAMBDA_WAITS = List.of(60, 120);

  /**
   * A schedule starts its target somewhere in its minute: "Schedule types in EventBridge Scheduler"
   * in its User Guide.
   */
  static final int SCHEDULER_PRECISION = 59;

  /** What a recovery goes through at least, in this order, each once. */
  static final List<String> PATH =
      List.of("Acquire", "Plan", "Back up", "Start action", "Observe action", "Verify");

  /** An event that is lost, its second path too: the sweep sees the alarm at its next look. */
  int bySweep() {
    return deployed.sweepEverySeconds() + deployed.timeoutSeconds(SweepHandler.class);
  }

  /** An event that is handled by the last of Lambda's attempts, each before it timing out. */
  int byEvent() {
    int retries = deployed.events(DetectHandler.class).integer("MaximumRetryAttempts", 2);
    return (1 + retries) * deployed.timeoutSeconds(DetectHandler.class)
        + LAMBDA_WAITS.stream().limit(retries).mapToInt(Integer::intValue).sum();
  }

  /** Whichever comes first. */
  int begun() {
    return Math.min(bySweep(), byEvent());
  }

  /** Each step at its first attempt, which takes all its time. */
  int firstAttempts() {
    return PATH.stream().mapToInt(name -> deployed.step(name).timeoutSeconds()).sum();
  }

  /** Each step at its last attempt, if nothing cut it off. */
  int lastAttempts() {
    return PATH.stream().mapToInt(name -> deployed.step(name).worstSeconds()).sum();
  }

  /** From the moment that cuts the recovery off to the outcome, by the n-th attempt to close. */
  int ended(int closings) {
    return deployed.step("Stop").worstSeconds()
        + deployed.waitSeconds()
        + deployed.step("Close").worstSeconds(closings);
  }

  /** The same, counted from the deadline. */
  int pastDeadline(int closings) {
    return ended(closings) - deployed.keptBackSeconds();
  }

  /** How many attempts to close may each take all their time and the bound still hold. */
  int closingsInTime() {
    int closings = 0;
    while (closings < deployed.step("Close").attemptsMax() && pastDeadline(closings + 1) <= GRACE) {
      closings++;
    }
    return closings;
  }

  /** An event too late for anything: from the start of the execution. */
  int late() {
    return deployed.step("Close").worstSeconds(closingsInTime());
  }

  /** From when the ledger can be written again to the outcome, while the machine still tries. */
  int afterOutage() {
    Step close = deployed.step("Close");
    return close.timeoutSeconds()
        + close.retriers().stream()
            .filter(retrier -> retrier.retries() > 0)
            .mapToInt(Retrier::delaySecondsMax)
            .max()
            .orElseThrow()
        + close.timeoutSeconds();
  }

  /** An execution that has ended without closing: the sweep starts another, which closes. */
  int lost() {
    return bySweep() + ended(1);
  }

  /** The longest that a function which changes targets runs. */
  int changing() {
    return deployed.timeoutSeconds(ActHandler.class);
  }
}
