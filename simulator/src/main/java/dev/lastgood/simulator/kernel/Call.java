package dev.lastgood.simulator.kernel;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt of one SDK call, as observers see it.
 *
 * @param at when it reached the service
 * @param caller the strand that made it; empty for what the world itself does
 * @param operation what was called
 * @param request the SDK's request object
 * @param attempt 1 for the first, more for the SDK's own retries
 */
public record Call(
    Instant at, Optional<Strand> caller, Operation operation, Object request, int attempt) {
  /**
   * Who calls what.
   *
   * @return for people
   */
  public String says() {
    return caller.map(Strand::name).orElse("the world")
        + ", "
        + operation.service()
        + ":"
        + operation.name();
  }
}
