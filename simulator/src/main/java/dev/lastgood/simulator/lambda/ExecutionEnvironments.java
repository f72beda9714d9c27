package dev.lastgood.simulator.lambda;

import dev.lastgood.functions.handler.JsonHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The idle execution environments of one function; see "Understanding the Lambda execution
 * environment lifecycle" in the AWS Lambda Developer Guide.
 */
final class ExecutionEnvironments {
  /** How long an idle environment is kept; AWS promises nothing, this is what is seen. */
  private static final Duration IDLE_MAX = Duration.ofMinutes(20);

  private final Deque<Idle> idle = new ArrayDeque<>();

  /** Takes the environment used last, so that a quiet function's other environments go idle. */
  Optional<JsonHandler<?, ?>> take(Instant now) {
    while (!idle.isEmpty() && idle.peekFirst().since().plus(IDLE_MAX).isBefore(now)) {
      idle.removeFirst();
    }
    return idle.isEmpty() ? Optional.empty() : Optional.of(idle.removeLast().handler());
  }

  /** Gives an environment back after an invocation that left it usable. */
  void give(JsonHandler<?, ?> handler, Instant now) {
    idle.addLast(new Idle(handler, now));
  }

  private record Idle(JsonHandler<?, ?> handler, Instant since) {}
}
