package dev.lastgood.functions.handler;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One invocation of a function.
 *
 * @param requestId Lambda's id of it
 * @param timeLeft asked for what remains until Lambda ends it, whatever it is doing
 */
public record Invocation(String requestId, Supplier<Duration> timeLeft) {
  /**
   * The invocation that Lambda describes.
   *
   * @param context Lambda's own context
   * @return the same, in our words
   */
  static Invocation of(Context context) {
    return new Invocation(
        context.getAwsRequestId(), () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
  }
}
