package dev.lastgood.asl;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether an execution can be redriven now.
 *
 * @param reason why not, in the words of DescribeExecution; empty where it can
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html">
 *     Restarting state machine executions with redrive</a>
 */
public record Redrivability(Optional<String> reason) {

  /** So long after its end an execution can be redriven. */
  private static final Duration PERIOD = Duration.ofDays(14);

  /** The longest that an execution may be open. */
  private static final Duration OPEN_MAX = Duration.ofDays(365);

  /** The redrive itself and one event more have to fit into the history. */
  private static final int EVENTS_BELOW = 24_999;

  static Redrivability of(
      ExecutionStatus status,
      Instant startDate,
      Optional<Instant> stopDate,
      long events,
      Instant now) {
    return new Redrivability(
        switch (status) {
          case RUNNING, SUCCEEDED ->
              Optional.of("Execution is " + status + " and cannot be redriven");
          case FAILED, TIMED_OUT, ABORTED -> {
            if (events >= EVENTS_BELOW) {
              yield Optional.of("Execution history event limit exceeded");
            }
            if (startDate.plus(OPEN_MAX).isBefore(now)) {
              yield Optional.of("Execution has exceeded the max execution time");
            }
            yield stopDate.orElseThrow().plus(PERIOD).isBefore(now)
                ? Optional.of("Execution redrivable period exceeded")
                : Optional.empty();
          }
        });
  }

  /**
   * In the words of DescribeExecution.
   *
   * @return {@code REDRIVABLE} or {@code NOT_REDRIVABLE}
   */
  public String status() {
    return reason.isPresent() ? "NOT_REDRIVABLE" : "REDRIVABLE";
  }
}
