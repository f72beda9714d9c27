package dev.lastgood.simulator.stepfunctions;

import dev.lastgood.asl.StateMachineHost;
import dev.lastgood.simulator.kernel.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Redrives that were asked for, by their client tokens: the last ten of an execution are answered
 * again for 15 minutes; see RedriveExecution in the AWS Step Functions API Reference.
 */
final class Redrives {
  private static final int TOKENS_MAX = 10;
  private static final Duration VALID = Duration.ofMinutes(15);

  private record Redriven(String clientToken, Instant at) {}

  private final StateMachineHost host;
  private final VirtualTime time;
  private final Map<String, Deque<Redriven>> lately = new TreeMap<>();

  Redrives(StateMachineHost host, VirtualTime time) {
    this.host = host;
    this.time = time;
  }

  /** Redrives an execution, if this token has not done so; answers when it was redriven by it. */
  Instant date(String executionArn, Optional<String> clientToken) {
    Deque<Redriven> known = lately.computeIfAbsent(executionArn, _ -> new ArrayDeque<>());
    Optional<Redriven> before =
        known.stream()
            .filter(redriven -> clientToken.equals(Optional.of(redriven.clientToken())))
            .findFirst();
    if (before.isPresent() && before.get().at().plus(VALID).isAfter(time.now())) {
      return before.get().at();
    }
    Instant at = host.redriveExecution(executionArn).redriveDate().orElseThrow();
    clientToken.ifPresent(token -> known.addLast(new Redriven(token, at)));
    if (known.size() > TOKENS_MAX) {
      known.removeFirst();
    }
    return at;
  }
}
