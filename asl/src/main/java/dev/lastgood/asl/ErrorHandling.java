package dev.lastgood.asl;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a state does about errors.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Handling
 *     errors in Step Functions workflows</a>
 */
record ErrorHandling(List<Retrier> retriers, List<Catcher> catchers) {

  static final ErrorHandling NONE = new ErrorHandling(List.of(), List.of());

  /** The longest {@code MaxDelaySeconds} that the language allows, which also bounds a back-off. */
  static final long LONGEST_DELAY_SECONDS = 31_622_400;

  /** One entry of {@code Retry}. */
  record Retrier(
      List<String> errorEquals,
      long intervalSeconds,
      int maxAttempts,
      double backoffRate,
      long maxDelaySeconds,
      boolean fullJitter) {

    /**
     * How long to wait before a retry.
     *
     * @param retry counts from 1
     */
    Duration delayBefore(int retry, RandomGenerator random) {
      double seconds = intervalSeconds * Math.pow(backoffRate, retry - 1);
      long millis = Math.round(Math.min(seconds, maxDelaySeconds) * 1000);
      return Duration.ofMillis(fullJitter ? random.nextLong(millis + 1) : millis);
    }
  }

  /** One entry of {@code Catch}. */
  record Catcher(List<String> errorEquals, Exit exit) {}

  /** The catcher for a failure, if there is one: the first that names it. */
  Optional<Catcher> catcherFor(Failure failure) {
    return catchers.stream().filter(c -> failure.isNamedBy(c.errorEquals())).findFirst();
  }
}
