package dev.lastgood.simulator.scheduler;

import dev.lastgood.simulator.eventbridge.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schedule as its template describes it.
 *
 * @param name its name
 * @param expression a rate, such as {@code rate(1 minute)}; see "Rate-based schedules" in the
 *     EventBridge Scheduler User Guide. Cron expressions are not modelled
 * @param functionArn the function that it invokes, with or without a version or alias
 * @param roleArn the role that it invokes it with
 * @param input what it invokes it with, JSON values; where it is empty, the event that Scheduler
 *     makes for each invocation
 * @param retryPolicy how long an invocation is tried
 * @param deadLetterQueueArn the SQS queue for invocations that could not be made
 */
public record Schedule(
    String name,
    String expression,
    String functionArn,
    String roleArn,
    Optional<Object> input,
    RetryPolicy retryPolicy,
    Optional<String> deadLetterQueueArn) {
  private static final Pattern RATE =
      Pattern.compile("rate\\((\\d{1,6}) (minute|minutes|hour|hours|day|days)\\)");

  /**
   * Checks the expression.
   *
   * @throws IllegalArgumentException where it is no rate
   */
  public Schedule {
    interval(expression);
  }

  /**
   * The time between two invocations.
   *
   * @return at least a minute
   */
  public Duration interval() {
    return interval(expression);
  }

  private static Duration interval(String expression) {
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches() || Integer.parseInt(rate.group(1)) == 0) {
      throw new IllegalArgumentException(
          "Expected a schedule such as rate(5 minutes), found " + expression + ".");
    }
    int count = Integer.parseInt(rate.group(1));
    return switch (rate.group(2).charAt(0)) {
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
